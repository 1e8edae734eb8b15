// The headers of the system library that Swift sees.
#include <zstd.h>
#include <zstd_errors.h>
