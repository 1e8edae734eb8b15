import CMalloc

/// Memory that was freed, and that the program keeps for later.
package enum FreedMemory {
  /// Returns it to the system, for a time in which memory is taken for other things.
  package static func giveBack() { malloc_trim(0) }
}
