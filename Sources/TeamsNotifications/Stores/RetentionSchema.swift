internal import SQLCore

/// What tells which notifications have deliveries that may be removed.
enum RetentionSchema {
    /// `removed` is 1 once the deliveries of a notification that has ended are gone; else null.
    static let migrations = [
        Migration(
            "retention/removed",
            """
            ALTER TABLE notification ADD COLUMN removed INTEGER;
            CREATE INDEX notification_ended ON notification (finished) WHERE finished IS NOT NULL AND removed IS NULL;
            CREATE INDEX idempotency_notification ON idempotency (notification);
            """)
    ]
}
