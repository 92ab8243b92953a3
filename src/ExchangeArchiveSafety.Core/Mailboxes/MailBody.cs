namespace ExchangeArchiveSafety;

/// <summary>
/// Digests of the forms in which an item stores its body, each empty where that form is not there. The same form of two copies can be
/// compared; different forms say nothing about each other.
/// </summary>
public sealed class MailBody
{
    /// <summary>SHA-256 of the plain text (PidTagBody), line ends made equal, in lower hexadecimal.</summary>
    public string Text { get; init; } = "";

    /// <summary>SHA-256 of PidTagHtml.</summary>
    public string Html { get; init; } = "";

    /// <summary>SHA-256 of PidTagRtfCompressed.</summary>
    public string Rtf { get; init; } = "";
}
