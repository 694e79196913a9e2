import Testing

@testable import TeamsNotifications

@Test func stateCountsByState() {
    var counts = DeliveryCounts()
    for state in DeliveryState.allCases { counts[state] += 2 }
    #expect(counts.total == 12)
}
