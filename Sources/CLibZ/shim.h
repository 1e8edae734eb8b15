// The headers of the system library that Swift sees.
#include <zlib.h>
