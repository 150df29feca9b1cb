"""Line breaking by the paragraph: all lines of a paragraph are chosen together, so that none pays for another."""
