using System.Reflection;

namespace ExchangeArchiveSafety.Tests.BadInput;

/// <summary>What a run of all tests has to have shown.</summary>
[Collection(WholeRun.Name)]
public class WholeRunTests
{
    private const string AllAreMeant = "EXCHANGEARCHIVESAFETY_ALL_TESTS";

    /// <summary>Ids that no test of this project can bring about, each with the reason.</summary>
    private static readonly Dictionary<string, string> Exempt = new()
    {
        ["JournalBusy"] = "Another run has to hold the journal for a minute of real time; that a run waits for the other and goes on is tested with the interruptions.",
        ["MailboxBusy"] = "Another run has to hold the mailbox for a quarter of a minute of real time; that a run waits for the other and gives up is tested with the suspensions.",
        ["GraphNoArchive"] = "The cmdlets ask nothing of an archive that a mailbox does not have; other callers of the connection are refused, which its own tests show.",
    };

    [Fact]
    public void Every_error_id_was_given_by_a_command_in_some_test()
    {
        using var engine = Engine.Start();
        var ids = (Type)engine.Run("[ExchangeArchiveSafety.ErrorIds]").Single().BaseObject;
        var known = ids.GetFields(BindingFlags.Public | BindingFlags.Static).Select(field => (string)field.GetRawConstantValue()!).ToList();

        Assert.Empty(Exempt.Keys.Except(known));

        // Where all tests are meant to run, none may be missing; elsewhere somebody chose some of them.
        Assert.True(Environment.GetEnvironmentVariable(AllAreMeant) != "1" || SeenTests.Missing.Count == 0, "not run: " + string.Join(", ", SeenTests.Missing));
        if (SeenTests.Missing.Count == 0)
        {
            Assert.Equal([], known.Except(ProducedErrors.Ids).Except(Exempt.Keys));
            Assert.Empty(Exempt.Keys.Intersect(ProducedErrors.Ids));
        }
    }

    [Fact]
    public void No_secret_was_shown_or_written_in_any_test()
    {
        foreach (var file in Directory.EnumerateFiles(TestProcess.Folder, "*", SearchOption.AllDirectories))
        {
            SecretWatch.See(File.ReadAllText(file), file);
        }

        Assert.Equal([], SecretWatch.Leaks);
        Assert.True(Environment.GetEnvironmentVariable(AllAreMeant) != "1" || SecretWatch.Seen > 1_000, $"only {SecretWatch.Seen} texts were looked at");
    }

    [Theory]
    [InlineData("Authorization: eyJ0eXAiOiJKV1QiLCJhbGciOiJSUzI1NiJ9.eyJhdWQiOiJodHRwczovL2dyYXBo.c2lnbmF0dXJl", true)]
    [InlineData("https://contoso.blob.core.windows.net/state/journal.jsonl?sv=2025-01-05&sig=Z2VoZWltJTJG", true)]
    [InlineData("the client showed 'not a real secret'", true)]
    [InlineData("https://contoso.blob.core.windows.net/state/journal.jsonl", false)]
    [InlineData("Uses the Graph connection, AccessToken", false)]
    public void A_secret_is_known_when_it_is_seen(string text, bool shows) => Assert.Equal(shows, SecretWatch.Shows(text));

    [Fact]
    public void A_run_knows_which_tests_it_consists_of() =>
        Assert.DoesNotContain(typeof(WholeRunTests).FullName + "." + nameof(A_run_knows_which_tests_it_consists_of), SeenTests.Missing);
}
