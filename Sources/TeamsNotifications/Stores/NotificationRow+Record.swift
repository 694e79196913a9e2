internal import Foundation
internal import JSONKit
internal import SQLCore

extension NotificationRow {
    /// The notification as others see it.
    func record(on connection: borrowing Connection) throws(StoreError) -> NotificationRecord {
        let rows = try connection.query("SELECT json FROM notification_request WHERE number = ?", [.integer(number)])
        guard let json = rows.first?[0].stringValue else { throw .damaged("what is stored of the notification \(id)") }
        return record(with: try StoredRequest.request(json))
    }

    private func record(with request: NotificationRequest) -> NotificationRecord {
        var record = NotificationRecord(id: id, request: request, state: state, createdAt: created)
        record.stateBeforePause = beforePause
        record.finishedAt = finished
        record.wakesAt = wakes
        record.occurrence = occurrence
        record.occursAt = occurs
        record.planCursor = planCursor
        record.version = version
        record.isRecalled = isRecalled
        record.counts = counts
        record.notPlanned = notPlanned
        record.problem = problem
        return record
    }

    /// Takes over what somebody made of the record. Counts and versions are the store's own.
    mutating func take(_ record: NotificationRecord) {
        state = record.state
        beforePause = record.stateBeforePause
        finished = record.finishedAt
        wakes = record.wakesAt
        occurrence = record.occurrence
        occurs = record.occursAt
        planCursor = record.planCursor
        notPlanned = record.notPlanned
        problem = record.problem
        take(record.request)
    }

    /// Takes over what columns say of a request.
    mutating func take(_ request: NotificationRequest) {
        category = request.category
        priority = request.priority
        guarantee = request.guarantee
        expires = request.expiresAt
        isText = request.content.isText
        recurs = request.schedule.isRecurring
        byClock = request.schedule.isByClock
    }

    static func put(_ request: NotificationRequest, of number: Int64, on connection: borrowing Connection)
        throws(StoreError)
    {
        try connection.execute(
            "INSERT INTO notification_request VALUES (?, ?) ON CONFLICT (number) DO UPDATE SET json = excluded.json",
            [.integer(number), .text(StoredRequest.text(of: request))])
    }

    /// Puts the data per recipient of a content in place of those that are there.
    static func putData(of content: NotificationContent, of number: Int64, on connection: borrowing Connection)
        throws(StoreError)
    {
        try connection.execute("DELETE FROM recipient_data WHERE notification = ?", [.integer(number)])
        for (user, data) in content.recipientData {
            try connection.execute(
                """
                INSERT INTO recipient_data VALUES (?, ?, ?)
                ON CONFLICT (notification, "user") DO UPDATE SET json = excluded.json
                """,
                [.integer(number), .text(user.lowercased()), .text(String(decoding: data.serialized(), as: UTF8.self))])
        }
    }
}

extension NotificationContent {
    /// Whether it is a text in every language.
    fileprivate var isText: Bool {
        switch kind {
        case .text: true
        case .card, .template: false
        case .locales(let contents, _): contents.values.allSatisfy(\.isText)
        }
    }
}

extension NotificationSchedule {
    /// Whether each recipient's own clock says when.
    fileprivate var isByClock: Bool {
        if case .local = kind { true } else { false }
    }
}
