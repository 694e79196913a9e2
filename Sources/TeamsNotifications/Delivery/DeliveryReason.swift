/// Deliveries of one notification that did not arrive for the same reason.
package struct DeliveryReason: Sendable, Hashable {
    package var state: DeliveryState
    /// Nil where nothing was told.
    package var code: DeliveryCode?
    package var count: Int

    package init(state: DeliveryState, code: DeliveryCode?, count: Int) {
        self.state = state
        self.code = code
        self.count = count
    }

    /// Whether `retry` sends these again.
    package var isRetried: Bool {
        switch state {
        case .unknown: true
        case .failed: code.map(Notifications.passingCodes.contains) ?? false
        default: false
        }
    }

    /// What failed, then what nobody knows, then what was skipped; of each the most frequent first.
    package static func ordered(_ reasons: [DeliveryReason]) -> [DeliveryReason] {
        let states: [DeliveryState] = [.failed, .unknown, .skipped]
        func rank(_ reason: DeliveryReason) -> (Int, Int, String) {
            (states.firstIndex(of: reason.state) ?? states.count, -reason.count, reason.code?.rawValue ?? "")
        }
        return reasons.sorted { rank($0) < rank($1) }
    }
}
