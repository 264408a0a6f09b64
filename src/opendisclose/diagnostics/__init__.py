"""What a user is told: codes, findings and places in a file; data here, prose made in `report`."""
