internal import JSONKit

/// `POST /bots`: an app is registered.
struct NewBot: StrictlyDecodable {
    let name: String
    /// Its messaging endpoint. Not checked yet.
    let endpoint: String?
    let appID: AppID?
    let secret: String?
    /// Whether it must show a token.
    let auth: Bool?
    let scopes: [String]?
    let permissions: [String]?

    init(from reader: inout StrictReader) throws(StrictError) {
        name = try reader.required("name")
        endpoint = try reader.optional("endpoint")
        appID = try reader.optional("appId")
        secret = try reader.optional("secret")
        auth = try reader.optional("auth")
        scopes = try reader.optional("scopes")
        permissions = try reader.optional("permissions")
    }
}
