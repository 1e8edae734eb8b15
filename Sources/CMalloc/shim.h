// What the C library knows of memory beyond the standard.
#include <malloc.h>
