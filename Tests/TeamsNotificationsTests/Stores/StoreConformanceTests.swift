import PostgresServer
import TeamsTesting
import Testing

@testable import TeamsNotifications

struct StoreConformanceTests {
    private static let folder = StoreFolder()

    @Test(arguments: NotificationStoreConformance { .memory }.checks)
    func inMemory(_ check: NotificationStoreConformance.Check) async throws { try await check.run() }

    @Test(
        arguments: NotificationStoreConformance { .sqlite(folder.file("\(UInt64.random(in: 0 ... .max)).db")) }.checks)
    func inAFile(_ check: NotificationStoreConformance.Check) async throws { try await check.run() }

    @Test(
        .enabled(if: PostgresPrograms.areWanted, "\(PostgresPrograms.absence)"),
        arguments: NotificationStoreConformance { try await PostgresPlace.make() }.checks)
    func inPostgres(_ check: NotificationStoreConformance.Check) async throws { try await check.run() }
}
