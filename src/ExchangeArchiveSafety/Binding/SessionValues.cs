namespace ExchangeArchiveSafety.Binding;

/// <summary>What completions offer of the session's tenant: few questions, each for a short list.</summary>
internal static class SessionValues
{
    private const int Most = 200;

    public static IEnumerable<Suggestion> Batches(CompletedLine line) => Of(line, "Get-MigrationBatch", session => session.Call("Get-MigrationBatch").Select(TenantReader.Batch).Select(Of));

    /// <summary>Mailboxes that migrate, and then others that begin so.</summary>
    public static IEnumerable<Suggestion> Mailboxes(CompletedLine line) => Migrating(line).Where(one => one.Fits(line.Word)).Concat(Others(line, line.Word.TrimEnd('*')));

    public static Suggestion Of(MigrationBatch batch) => new(
        batch.Identity.Length > 0 ? batch.Identity : batch.BatchGuid.ToString(), About(batch.MigrationType.Or(null), batch.Status.Or(null), DisplayText.Show(batch.TotalCount.Or(0))));

    public static Suggestion Of(MigrationUser user) => new(user.Identity, About(user.BatchId.Or(null), user.Status.Or(null)), [.. user.OtherAddresses]);

    public static Suggestion Of(Mailbox mailbox) => new(mailbox.Identity, About(mailbox.DisplayName, mailbox.Identity), mailbox.DisplayName, mailbox.UserPrincipalName);

    private static IEnumerable<Suggestion> Migrating(CompletedLine line) => Of(
        line, "Get-MigrationUser", session => session.Call("Get-MigrationUser", ("ResultSize", Most)).Select(TenantReader.User).Select(Of));

    private static IEnumerable<Suggestion> Others(CompletedLine line, string word) => Of(line, "Get-Mailbox " + word, session =>
        session.Call("Get-Mailbox", word.Length == 0 ? [("ResultSize", Most)] : [("Identity", word + "*"), ("ResultSize", Most)])
            .Select(item => TenantReader.Mailbox(item))
            .Where(mailbox => mailbox.ExchangeGuid != Guid.Empty)
            .Select(Of));

    private static IReadOnlyList<Suggestion> Of(CompletedLine line, string question, Func<ExchangeSession, IEnumerable<Suggestion>> ask) =>
        CompletionMemory.OfSession(line, question, (_, session) => ask(session));

    private static string About(params string?[] facts) => string.Join(", ", facts.Where(fact => !string.IsNullOrEmpty(fact)));
}
