"""A shortage shared: the largest share without a place as small as can be, then the next largest."""
