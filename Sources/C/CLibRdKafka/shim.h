#ifndef CLIBRDKAFKA_SHIM_H
#define CLIBRDKAFKA_SHIM_H

#include <librdkafka/rdkafka.h>
#include <librdkafka/rdkafka_mock.h>

// The default writes to the standard error output; what matters comes as errors.

static void clibrdkafka_no_log(const rd_kafka_t *client, int level, const char *facility, const char *text) {
    (void)client;
    (void)level;
    (void)facility;
    (void)text;
}

static inline void clibrdkafka_ignore_logs(rd_kafka_conf_t *configuration) {
    rd_kafka_conf_set_log_cb(configuration, clibrdkafka_no_log);
}

#endif
