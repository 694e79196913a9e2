extension NotificationStore {
    /// Goes through what did not arrive, page by page: for a store that cannot count by itself.
    package func reasons(of id: NotificationID) async throws(NotificationStoreError) -> [DeliveryReason] {
        var counts: [DeliveryState: [DeliveryCode?: Int]] = [:]
        var place: Int64 = 0
        while true {
            let page = try await deliveries(of: id, in: [.failed, .skipped, .unknown], after: place, limit: 1_000)
            for delivery in page.items { counts[delivery.state, default: [:]][delivery.code, default: 0] += 1 }
            guard page.next != nil, let last = page.items.last else { break }
            place = last.place
        }
        return DeliveryReason.ordered(
            counts.flatMap { state, codes in
                codes.map { DeliveryReason(state: state, code: $0.key, count: $0.value) }
            })
    }
}
