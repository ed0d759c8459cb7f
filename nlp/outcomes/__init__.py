"""What a force's own outcomes teach the route estimate, and how well an estimate fits them."""
