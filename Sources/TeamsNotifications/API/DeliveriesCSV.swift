internal import TeamsModels

/// Deliveries as comma-separated values.
///
/// Fields are quoted where they must be (RFC 4180). One that a spreadsheet would take for a formula gets an apostrophe
/// in front: names and ids come from outside.
/// - SeeAlso: [CSV injection](https://owasp.org/www-community/attacks/CSV_Injection)
enum DeliveriesCSV {
    static let contentType = "text/csv; charset=utf-8; header=present"
    static let header = "conversation,user,state,activityId,code\n"

    /// The lines of `deliveries`.
    static func lines(_ deliveries: [Delivery]) -> [UInt8] {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(deliveries.count * 160)
        for delivery in deliveries {
            append(delivery.target.conversation?.rawValue ?? "", to: &bytes)
            bytes.append(UInt8(ascii: ","))
            append(delivery.target.user ?? "", to: &bytes)
            bytes.append(UInt8(ascii: ","))
            append(delivery.state.rawValue, to: &bytes)
            bytes.append(UInt8(ascii: ","))
            append(delivery.activityID?.rawValue ?? "", to: &bytes)
            bytes.append(UInt8(ascii: ","))
            append(delivery.code?.rawValue ?? "", to: &bytes)
            bytes.append(UInt8(ascii: "\n"))
        }
        return bytes
    }

    static func append(_ field: String, to bytes: inout [UInt8]) {
        let utf8 = field.utf8
        let isFormula = utf8.first.map { "=+-@\t\r\n|%".utf8.contains($0) } ?? false
        guard isFormula || utf8.contains(where: { $0 == 0x22 || $0 == 0x2C || $0 == 0x0A || $0 == 0x0D }) else {
            bytes.append(contentsOf: utf8)
            return
        }
        bytes.append(UInt8(ascii: "\""))
        if isFormula { bytes.append(UInt8(ascii: "'")) }
        for byte in utf8 {
            if byte == UInt8(ascii: "\"") { bytes.append(byte) }
            bytes.append(byte)
        }
        bytes.append(UInt8(ascii: "\""))
    }
}
