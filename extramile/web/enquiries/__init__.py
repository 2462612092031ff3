"""What inspectors ask and follow: requests, tracked cases, lines of enquiry, notes under embargo."""
