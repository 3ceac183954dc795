# Room: admin. Keys begin with "admin-".
