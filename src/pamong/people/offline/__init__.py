"""Whether the devices of an agency's people keep their owner's forms while the line is cut."""
