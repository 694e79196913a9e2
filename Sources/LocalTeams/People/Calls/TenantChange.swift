internal import JSONKit

/// `PATCH /tenant`: what the admins of the tenant switch.
struct TenantChange: StrictlyDecodable {
    let cloud: TenantCloud?
    let readReceipts: Bool?
    let blockedCode: BlockedCode?
    let splitTextAndCard: Bool?
    let redeliver: Bool?
    let privateChannels: Bool?
    let typing: Bool?

    init(from reader: inout StrictReader) throws(StrictError) {
        cloud = try reader.optional("cloud")
        readReceipts = try reader.optional("readReceipts")
        blockedCode = try reader.optional("blockedCode")
        splitTextAndCard = try reader.optional("splitTextAndCard")
        redeliver = try reader.optional("redeliver")
        privateChannels = try reader.optional("privateChannels")
        typing = try reader.optional("typing")
    }
}
