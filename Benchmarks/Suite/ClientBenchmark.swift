import Foundation
import HTTPKit

/// POSTs of 1 KB with 64 in flight, to a server that answers 201.
func measureClient(url: String) async throws {
    let client = HTTPClient()
    let body = [UInt8](repeating: UInt8(ascii: "x"), count: 1024)
    var rates: [Double] = []
    for _ in 0..<5 {
        let total = 40_000
        let start = ContinuousClock.now
        try await withThrowingTaskGroup(of: Void.self) { group in
            for _ in 0..<64 {
                group.addTask {
                    for _ in 0..<(total / 64) {
                        let request = HTTP.ClientRequest(
                            method: "POST", url: url, fields: ["Content-Type": "application/json"], body: body)
                        let response = try await client.send(request)
                        precondition(response.status == 201, "the server answered \(response.status)")
                    }
                }
            }
            try await group.waitForAll()
        }
        rates.append(Double(total / 64 * 64) / ((ContinuousClock.now - start) / .seconds(1)))
    }
    client.close()
    report("POSTs a second, 1 KB, 64 in flight", rates.sorted()[2], "/s")
}
