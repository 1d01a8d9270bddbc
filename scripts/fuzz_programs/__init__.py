"""What scripts/fuzz is made of: a generator of random programs, their runner, and a reducer."""
