# Room: mail. Keys begin with "mail-".
