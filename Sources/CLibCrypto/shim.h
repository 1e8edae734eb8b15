// The headers of the system library that Swift sees.
#include <openssl/evp.h>
#include <openssl/hmac.h>
