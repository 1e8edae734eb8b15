// The headers of the system library that Swift sees.
#include <openssl/evp.h>
#include <openssl/core_names.h>
#include <openssl/params.h>
