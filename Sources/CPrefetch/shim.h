// What the compiler offers to C and not to Swift.

// Asks the processor to fetch the line of memory at an address, and does not wait for it. The address need not be one
// that may be read.
static inline __attribute__((always_inline)) void prefetchLine(const void *address) { __builtin_prefetch(address); }
