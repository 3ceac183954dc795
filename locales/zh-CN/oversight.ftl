# Room: oversight. Keys begin with "oversight-".
