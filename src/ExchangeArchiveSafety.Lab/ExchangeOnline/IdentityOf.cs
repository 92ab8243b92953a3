namespace ExchangeArchiveSafety.Lab.ExchangeOnline;

/// <summary>The parameters by which a call says whom it means.</summary>
internal static class IdentityOf
{
    public static readonly string[] Mailbox = ["Identity", "ExternalDirectoryObjectId", "PrimarySmtpAddress", "UserPrincipalName", "ExchangeGuid", "MailboxGuid", "EmailAddress", "Mailbox"];

    /// <summary>Null when it means nobody in particular.</summary>
    public static string? Text(CommandCall call) => Mailbox.Select(call.Text).FirstOrDefault(text => text is not null);
}
