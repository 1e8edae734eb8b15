// The headers of the system library that Swift sees.
#include <archive.h>
#include <archive_entry.h>
