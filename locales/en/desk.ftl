# Room: desk. Keys begin with "desk-".
