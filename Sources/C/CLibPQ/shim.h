#ifndef CLIBPQ_SHIM_H
#define CLIBPQ_SHIM_H

#include <libpq-fe.h>

// The fields of an error are named by macros of letters.

static inline const char *clibpq_sqlstate(const PGresult *result) {
    return PQresultErrorField(result, PG_DIAG_SQLSTATE);
}

static inline const char *clibpq_message(const PGresult *result) {
    return PQresultErrorField(result, PG_DIAG_MESSAGE_PRIMARY);
}

static inline const char *clibpq_severity(const PGresult *result) {
    return PQresultErrorField(result, PG_DIAG_SEVERITY_NONLOCALIZED);
}

// libpq writes what servers remark to the standard error output, unless it is given something else to do.

static void clibpq_ignore(void *context, const PGresult *result) {
    (void)context;
    (void)result;
}

static inline void clibpq_ignore_notices(PGconn *connection) {
    PQsetNoticeReceiver(connection, clibpq_ignore, NULL);
}

#endif
