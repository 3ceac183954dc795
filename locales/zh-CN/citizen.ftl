# Room: citizen. Keys begin with "citizen-".
