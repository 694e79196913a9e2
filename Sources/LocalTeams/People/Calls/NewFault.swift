internal import JSONKit

/// `POST /faults`: how the service is to fail.
struct NewFault: StrictlyDecodable {
    let fault: Fault

    private static let maxTimes = 1_000_000
    private static let maxCodeLength = 200

    init(from reader: inout StrictReader) throws(StrictError) {
        var fault = Fault()
        fault.operation = try reader.required("operation")
        fault.conversation = try reader.optional("conversation")
        fault.user = try reader.optional("user")
        fault.status = try reader.optional("status", Self.status)
        fault.code = try reader.optional("code", Self.code)
        fault.subCode = try reader.optional("subCode", Self.code)
        fault.retryAfter = try reader.optional("retryAfter")
        fault.times = try reader.optional("times", .within(0...Self.maxTimes)) ?? 1
        fault.probability = try reader.optional("probability", Self.probability)
        fault.delayMs = try reader.optional("delayMs", .within(0...Fault.maxDelay))
        fault.afterDelivery = try reader.optional("afterDelivery")
        if fault.status == nil {
            guard fault.delayMs != nil else {
                throw reader.error(at: "status", "is missing: only a fault with delayMs does without")
            }
            for (name, value) in [
                ("code", fault.code), ("subCode", fault.subCode), ("retryAfter", fault.retryAfter?.text),
            ]
            where value != nil {
                throw reader.error(at: name, "needs a status: without one the request is only held up")
            }
        }
        self.fault = fault
    }

    private static var status: StrictRule<Int> {
        StrictRule { status in
            status == Fault.dropped || Fault.statuses.contains(status)
                ? nil : "must be 0 (the connection is dropped) or a status from 200 to 599, but is \(status)"
        }
    }

    private static var probability: StrictRule<Double> {
        StrictRule { probability in
            (0...1).contains(probability) ? nil : "must be a number from 0 to 1, but is \(probability)"
        }
    }

    private static var code: StrictRule<String> {
        StrictRule { code in
            code.isEmpty || code.utf8.count > maxCodeLength ? "must be a text of 1 to \(maxCodeLength) bytes" : nil
        }
    }
}
