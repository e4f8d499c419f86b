"""More panels than every check needs: before a release they are all tried."""
