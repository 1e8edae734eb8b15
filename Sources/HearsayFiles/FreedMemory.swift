import CMalloc

/// Memory that was freed, and that the program keeps for later.
package enum FreedMemory {
  /// Lets the program keep more of it while much is taken and freed over and over, as by chunks of an archive.
  ///
  /// The C library returns what is free at an end, and large blocks at once; pages that come back from the system are
  /// cleared first, which cost some twenty times as much as to use them again.
  package static func keepMore() {
    mallopt(M_MMAP_THRESHOLD, 8 << 20)
    mallopt(M_TRIM_THRESHOLD, 32 << 20)
  }

  /// Returns it to the system, for a time in which memory is taken for other things.
  package static func giveBack() { malloc_trim(0) }
}
