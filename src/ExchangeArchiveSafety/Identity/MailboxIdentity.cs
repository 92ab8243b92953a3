using System.Globalization;
using System.Management.Automation;
using ExchangeArchiveSafety.Exchange;

namespace ExchangeArchiveSafety;

/// <summary>
/// What names a mailbox: text (address, GUID, name), or any object that carries ExchangeGuid, PrimarySmtpAddress, UserPrincipalName or EmailAddress, as
/// Get-Mailbox, Get-EXOMailbox, Get-MigrationUser, Import-Csv and this module's verdicts do.
/// </summary>
public sealed class MailboxIdentity
{
    // ExchangeGuid first: it is the only key that does not change. The Identity of a mailbox object is a short name and comes last.
    private static readonly string[] Keys =
        ["ExchangeGuid", "MailboxGuid", "PrimarySmtpAddress", "UserPrincipalName", "EmailAddress", "MailboxEmailAddress", "ExternalDirectoryObjectId", "Identity"];

    // Graph knows people, not mailboxes: by user principal name and object id. An address is most often the user principal name as well.
    private static readonly string[] GraphKeys =
        ["UserPrincipalName", "ExternalDirectoryObjectId", "PrimarySmtpAddress", "EmailAddress", "MailboxEmailAddress", "Identity"];

    // Inventories name mailboxes by address.
    private static readonly string[] AddressKeys =
        ["PrimarySmtpAddress", "UserPrincipalName", "EmailAddress", "MailboxEmailAddress", "Mailbox", "Identity"];

    private MailboxIdentity(string text, object? source)
    {
        Text = text;
        Source = source;
    }

    /// <summary>What Exchange is asked for; empty where the value names nothing.</summary>
    public string Text { get; }

    /// <summary>What Graph is asked for: a user principal name or an object id; empty where the value carries neither.</summary>
    public string GraphUser { get; private init; } = "";

    /// <summary>What an inventory calls the mailbox, most likely; empty where the value carries no name.</summary>
    public string Address { get; private init; } = "";

    /// <summary>The value that was given.</summary>
    public object? Source { get; }

    /// <summary>The state, where a verdict of this module was given; null otherwise.</summary>
    public ConflictState? State { get; private init; }

    /// <summary>How far the migration acts, where a verdict was given.</summary>
    public MigrationActivity MigrationActivity { get; private init; }

    /// <summary>Whether that verdict says that a tool feeds the mailbox which Exchange does not know.</summary>
    public bool ExternallyMigrating { get; private init; }

    /// <summary>How the mailbox is called in messages.</summary>
    public string Name { get; private init; } = "";

    /// <summary>Reads one value.</summary>
    /// <param name="value">Text, GUID or object; null names nothing.</param>
    public static MailboxIdentity From(object? value)
    {
        var plain = value is PSObject wrapped && wrapped.BaseObject is not PSCustomObject ? wrapped.BaseObject : value;
        switch (plain)
        {
            case null:
                return new("", null);
            case MailboxIdentity identity:
                return identity;
            case string text:
                return OfText(Guid.TryParse(text, out var parsed) && parsed == Guid.Empty ? "" : text.Trim(), text.Trim(), value);
            case IFormattable number when number.GetType().IsPrimitive:
                // PowerShell passes a bare 12345 as a number; an alias may be one.
                return OfText(number.ToString(null, CultureInfo.InvariantCulture), number.ToString(null, CultureInfo.InvariantCulture), value);
            case Guid guid:
                return OfText(guid == Guid.Empty ? "" : guid.ToString(), guid.ToString(), value);
            case ArchiveMigrationConflict verdict:
                return new(verdict.ExchangeGuid != Guid.Empty ? verdict.ExchangeGuid.ToString() : verdict.Identity, value)
                {
                    GraphUser = verdict.Identity,
                    Address = verdict.Identity,
                    State = verdict.State,
                    MigrationActivity = verdict.MigrationActivity,
                    ExternallyMigrating = verdict.ExternallyMigrating,
                    Name = verdict.Identity,
                };
        }

        var source = PSObject.AsPSObject(value!);
        var key = First(source, Keys);
        var isVerdict = source.TypeNames.Contains("Deserialized." + typeof(ArchiveMigrationConflict).FullName);

        // A verdict that came back from a file or another session counts as one only as far as it is understood; otherwise the mailbox is judged anew.
        var activity = isVerdict ? Vocabularies.Activity.Of(PropertyReader.Text(source, "MigrationActivity")) : null;
        return new(key, value)
        {
            GraphUser = First(source, GraphKeys),
            Address = First(source, AddressKeys),
            State = activity is null ? null : Vocabularies.State.Of(PropertyReader.Text(source, "State")),
            MigrationActivity = activity.GetValueOrDefault(),
            ExternallyMigrating = isVerdict && PropertyReader.Flag(source, "ExternallyMigrating").Is(true),
            Name = new[] { "PrimarySmtpAddress", "Identity" }.Select(name => PropertyReader.Text(source, name).Or(null)).FirstOrDefault(text => !string.IsNullOrEmpty(text)) ?? (key.Length > 0 ? key : value!.ToString() ?? ""),
        };
    }

    private static MailboxIdentity OfText(string text, string name, object? value) => new(text, value) { Name = name, GraphUser = text, Address = text };

    private static string First(PSObject source, string[] keys) => keys
        .Select(name => PropertyReader.Text(source, name).Or(null)?.Trim())
        .FirstOrDefault(text => !string.IsNullOrEmpty(text) && text != Guid.Empty.ToString()) ?? "";

    /// <inheritdoc/>
    public override string ToString() => Name.Length > 0 ? Name : Text;
}
