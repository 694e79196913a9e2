internal import Foundation
internal import ServiceKit
internal import TeamsModels

extension LaneCrew {
    /// Counts what became of the deliveries of a request, and writes it into the log: what did not arrive is worth
    /// seeing, the rest helps to follow one delivery.
    @inline(never)
    func note(_ conclusion: Conclusion, _ result: LetterResult, of parcel: Parcel) {
        let receipts = zip(parcel.tasks, conclusion.receipts)
        meter.note { figures in
            if result.isAttempt { figures.statuses[result.status, default: 0] += 1 }
            for (task, receipt) in receipts where receipt.work == nil && task.work == .send {
                figures.ended[receipt.state, default: 0] += 1
                guard receipt.state == .delivered else { continue }
                figures.waits.add(max(0, wallClock.now.timeIntervalSince(task.firstDueAt)))
            }
        }
        for (task, receipt) in receipts {
            let (level, message) = Self.line(for: receipt)
            logger.log(level, message, task.delivery.logged.merging(receipt.logged(result)) { $1 })
        }
    }

    /// Counts and tells what is not sent after all.
    func noteSkipped(_ tasks: [DeliveryTask], _ codes: [DeliveryCode]) {
        guard !tasks.isEmpty else { return }
        meter.note { $0.ended[.skipped, default: 0] += tasks.count }
        for (task, code) in zip(tasks, codes) {
            logger.debug("A delivery is skipped", task.delivery.logged.merging(["code": code.rawValue]) { $1 })
        }
    }

    /// Counts and tells what was on the wire when the process before this one ended, and is not sent again.
    func noteInterrupted(_ tasks: [DeliveryTask], _ receipts: [DeliveryReceipt]) {
        for (task, receipt) in zip(tasks, receipts) where receipt.state == .unknown {
            meter.note { $0.ended[.unknown, default: 0] += 1 }
            logger.notice(
                "Nobody knows whether a delivery arrived",
                task.delivery.logged.merging(["code": DeliveryCode.interrupted.rawValue]) { $1 })
        }
    }

    /// Tells when an organisation comes to stand still, and when it goes on.
    func noteStop(_ before: LaneStop.Reason?, _ after: LaneStop.Reason?, in tenant: String) {
        switch (before, after) {
        case (nil, let reason?):
            logger.error("An organisation stands still", ["tenant": tenant, "error": reason.text])
        case (.some, nil): logger.notice("An organisation goes on", ["tenant": tenant])
        default: break
        }
    }

    private static func line(for receipt: DeliveryReceipt) -> (Log.Level, StaticString) {
        switch receipt.state {
        case _ where receipt.work != nil: (.debug, "A delivery is tried again")
        case .failed: (.notice, "A delivery failed")
        case .unknown: (.notice, "Nobody knows whether a delivery arrived")
        default: (.debug, "A delivery is done")
        }
    }
}

extension Delivery {
    /// How the log names it. No name of a person and no text stands in it.
    var logged: Log.Metadata {
        ["notification": notification.rawValue, "delivery": "\(place)", "tenant": target.tenant.rawValue]
    }
}

extension DeliveryTask {
    /// When it was due before it was put off: the first attempt says how long it had waited.
    fileprivate var firstDueAt: Date {
        delivery.attempts.first.map { $0.at.addingTimeInterval(-$0.waited) } ?? delivery.dueAt
    }
}

extension DeliveryReceipt {
    fileprivate func logged(_ result: LetterResult) -> Log.Metadata {
        var metadata = ["state": state.rawValue]
        if let code { metadata["code"] = code.rawValue }
        if result.isAttempt { metadata["status"] = result.status.map { "\($0)" } ?? "none" }
        return metadata
    }
}
