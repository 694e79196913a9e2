internal import JSONKit
public import ServiceKit
public import TeamsModels

/// What a bot proves itself with. Printing them shows which kind they are, and no secret.
///
/// | where the bot runs | credentials |
/// |---|---|
/// | a developer's machine, Local Teams | ``clientSecret(_:clientID:tenantID:)`` |
/// | a container anywhere | ``certificate(file:keyFile:clientID:tenantID:)``, else a secret |
/// | Kubernetes with workload identity | ``federatedToken(file:clientID:tenantID:)`` |
/// | App Service, Functions, Container Apps, a VM | ``managedIdentity(_:clientID:tenantID:environment:)`` |
/// | a key vault, anything else | ``tokens(clientID:tenantID:from:)`` |
public struct Credentials: Sendable, CustomStringConvertible, CustomReflectable {
    /// How tokens are got.
    enum Proof: Sendable {
        case secret(String)
        case certificate(CertificateFiles)
        case federatedToken(CredentialFile)
        case managedIdentity(ManagedIdentity, ManagedIdentitySource)
        case function(@Sendable (TokenScope) async throws -> AccessToken)
    }

    /// The bot's registration.
    public let clientID: AppID
    /// The organisation of a bot that serves one alone; nil for a bot that serves many.
    public let tenantID: TenantID?
    let proof: Proof

    /// A client secret of the registration.
    public static func clientSecret(
        _ secret: String, clientID: AppID, tenantID: TenantID? = nil
    ) -> Credentials {
        Credentials(clientID: clientID, tenantID: tenantID, proof: .secret(secret))
    }

    /// A certificate of the registration. The files are read for each new token, so that they may be replaced while the
    /// bot runs; what is wrong with them is the error of whatever needs a token, and names them.
    ///
    /// - Parameters:
    ///   - file: PEM with an RSA certificate and its private key, without a passphrase.
    ///   - keyFile: PEM with the key, when it does not stand beside the certificate.
    ///   - clientID: the bot's registration.
    ///   - tenantID: the organisation of a bot that serves one alone.
    public static func certificate(
        file: String, keyFile: String? = nil, clientID: AppID, tenantID: TenantID? = nil
    ) -> Credentials {
        let files = CertificateFiles(
            certificate: CredentialFile(path: file), key: keyFile.map { CredentialFile(path: $0) })
        return Credentials(clientID: clientID, tenantID: tenantID, proof: .certificate(files))
    }

    /// A token of an issuer that a federated credential of the registration trusts, as Kubernetes puts it into a file
    /// (workload identity). The file is read for each new token, since it is replaced while the bot runs.
    ///
    /// - Parameters:
    ///   - file: what `AZURE_FEDERATED_TOKEN_FILE` says.
    ///   - clientID: the bot's registration.
    ///   - tenantID: the organisation of a bot that serves one alone.
    public static func federatedToken(
        file: String, clientID: AppID, tenantID: TenantID? = nil
    ) -> Credentials {
        Credentials(clientID: clientID, tenantID: tenantID, proof: .federatedToken(CredentialFile(path: file)))
    }

    /// A managed identity of the resource in Azure that the bot runs on.
    ///
    /// - Parameters:
    ///   - identity: which one: the registration itself, or one that a federated credential of the registration trusts.
    ///   - clientID: the bot's registration.
    ///   - tenantID: the organisation of a bot that serves one alone.
    ///   - environment: where App Service, Functions and Container Apps say whom to ask (`IDENTITY_ENDPOINT`,
    ///     `IDENTITY_HEADER`); without it the metadata service of virtual machines is asked.
    /// - Throws: `SettingError` when what they say cannot be used.
    public static func managedIdentity(
        _ identity: ManagedIdentity = .app, clientID: AppID, tenantID: TenantID? = nil,
        environment: ProcessEnvironment = .current
    ) throws(SettingError) -> Credentials {
        Credentials(
            clientID: clientID, tenantID: tenantID,
            proof: .managedIdentity(identity, try .environment(environment)))
    }

    /// A function that gets tokens: a key vault, a test. A token with a lifetime is kept until five minutes before its
    /// end; one without is asked for with every request.
    public static func tokens(
        clientID: AppID, tenantID: TenantID? = nil,
        from get: @escaping @Sendable (TokenScope) async throws -> AccessToken
    ) -> Credentials {
        Credentials(clientID: clientID, tenantID: tenantID, proof: .function(get))
    }

    /// The app id, and which kind of credentials they are.
    public var description: String { "Credentials(clientID: \(clientID), \(kind))" }
    /// The app id, the organisation and the kind alone.
    public var customMirror: Mirror {
        Mirror(self, children: ["clientID": clientID, "tenantID": tenantID as Any, "kind": kind])
    }

    private var kind: String {
        switch proof {
        case .secret: "client secret"
        case .certificate(let files): files.name
        case .federatedToken(let file): "the federated token '\(file.path)'"
        case .managedIdentity(_, let source): "a managed identity of \(source.name)"
        case .function: "a function"
        }
    }
}
