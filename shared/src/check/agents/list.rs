//! Lists with blanks between their members: agents take them apart at blanks only.
