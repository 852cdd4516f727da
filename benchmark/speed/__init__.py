"""Speed: the suite raced against a notebook's recipe, and what larger experiments take."""
