// The headers of the system library that Swift sees.
//
// SHA-256 by itself is deprecated in favour of an interface to all providers, which costs ten times as much for a short
// message.
#define OPENSSL_SUPPRESS_DEPRECATED
#include <openssl/evp.h>
#include <openssl/sha.h>
