namespace ExchangeArchiveSafety.Lab.ExchangeOnline;

/// <summary>An error in Exchange's words. Most of them are non-terminating.</summary>
public sealed record ExoError(string Text, bool Terminating = false)
{
    private const string NotFound = "Microsoft.Exchange.Configuration.Tasks.ManagementObjectNotFoundException";

    public static ExoError MailboxNotFound(string identity) =>
        new($"Ex6F9304|{NotFound}|The operation couldn't be performed because object '{identity}' couldn't be found on 'LABPR01A001DC01.LABPR01A001.PROD.OUTLOOK.COM'.");

    public static ExoError BatchNotFound(string identity) => new($"ExBDDC58|{NotFound}|The migration batch \"{identity}\" can't be found.");

    public static ExoError UserNotFound(string identity) => new($"ExA1C2E4|{NotFound}|The migration user \"{identity}\" can't be found.");

    public static ExoError Ambiguous(string identity) =>
        new($"Ex3D2A77|Microsoft.Exchange.Configuration.Tasks.ManagementObjectAmbiguousException|The operation couldn't be performed because '{identity}' matches multiple entries.");

    public static ExoError NoArchive(string identity) =>
        new($"ExB6C1F0|Microsoft.Exchange.Configuration.Tasks.ManagementObjectNotFoundException|The user \"{identity}\" doesn't have an archive mailbox; it couldn't be found.");

    public static ExoError Invalid(string sentence) => new($"Ex9A07D3|Microsoft.Exchange.Data.DataValidationException|{sentence}");

    public static ExoError WrongState(string sentence) => new($"Ex5E71BB|Microsoft.Exchange.Migration.MigrationPermanentException|{sentence}");

    public static ExoError Throttled(string command) =>
        new($"Ex1E84C9|Microsoft.Exchange.Data.Directory.OverBudgetException|The request '{command}' was throttled: the budget of this user is used up. Micro delay applied. Try again later.");

    public static ExoError Transient(string command) =>
        new($"Ex48D5A2|Microsoft.Exchange.Data.Storage.TransientException|The server is busy and can't do '{command}' now.");

    public static ExoError NotAllowed(string command) =>
        new($"Ex0C44E1|System.UnauthorizedAccessException|The user isn't allowed to run '{command}' with these parameters.", Terminating: true);

    /// <summary>Better than to pretend: the parameter exists, and this tenant does not know what it would do.</summary>
    public static ExoError NotSimulated(string command, string parameter) =>
        new($"|ExchangeArchiveSafety.Lab.NotSimulatedException|The lab knows the parameter '{parameter}' of {command} and does not simulate it.", Terminating: true);
}
