// libFuzzer's own loop, which calls back with each input; part of the compiler's runtime, not of a package.
#include <stddef.h>
#include <stdint.h>

int LLVMFuzzerRunDriver(int *argc, char ***argv, int (*callback)(const uint8_t *data, size_t size));
