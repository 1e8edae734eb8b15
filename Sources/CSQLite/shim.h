// What Swift cannot call of SQLite, because it takes a variable number of arguments.
#include <sqlite3.h>

// Lets names of databases be addresses, by which one is opened that nobody changes.
//
// Leaves the memory in use uncounted, for which a lock is taken at each allocation, gives each connection a store of
// small pieces of memory that is large enough for its cursors and statements, and keeps up to a megabyte of what a
// statement changes in memory, should it have to be taken back, before a file is made. Before the first connection
// only.
static inline int configureSQLite(void) {
  int code = sqlite3_config(SQLITE_CONFIG_URI, 1);
  if (code == SQLITE_OK) code = sqlite3_config(SQLITE_CONFIG_MEMSTATUS, 0);
  if (code == SQLITE_OK) code = sqlite3_config(SQLITE_CONFIG_LOOKASIDE, 1200, 512);
  return code != SQLITE_OK ? code : sqlite3_config(SQLITE_CONFIG_STMTJRNL_SPILL, 1 << 20);
}
