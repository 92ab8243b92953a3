using System.Net;
using System.Text;

namespace ExchangeArchiveSafety.Tests.Journals;

/// <summary>A journal that -JournalUri names, and what is refused of it. What the store itself does is tested against Azurite.</summary>
public sealed class BlobJournalTests : IDisposable
{
    private const string Signature = "Z2VoZWltJTJG";

    private readonly HttpListener _service;
    private readonly string _root;
    private Func<HttpListenerRequest, (int Status, string Type, string Body)> _answer = _ => (404, "", "");

    public BlobJournalTests()
    {
        (_service, var address) = LoopbackListener.Start();
        _root = address.AbsoluteUri;
        _ = Task.Run(ServeAsync);
    }

    private string Address => _root + "account/journals/contoso.journal.jsonl?sv=2025-01-05&sr=c&sp=racwd&sig=" + Signature;

    public void Dispose() => _service.Close();

    [Fact]
    public void Two_journals_are_refused_by_every_command_before_anything_is_asked()
    {
        using var engine = Engine.Start();
        foreach (var command in Commands)
        {
            var error = engine.Try($"{command} -JournalPath 'x.jsonl' -JournalUri '{Address}'").Ended("ParameterConflict", ErrorCategory.InvalidArgument);
            Assert.Contains("-JournalUri", error.ToString(), StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData("http://contoso.blob.core.windows.net/state/journal?sig=" + Signature)]
    [InlineData("journal.jsonl")]
    public void An_address_that_is_none_of_a_blob_is_refused_before_anything_is_sent(string address)
    {
        using var engine = Engine.Start();
        var error = engine.Try($"Get-ArchiveMigrationHistory -JournalUri '{address}'").Ended("JournalUriInvalid", ErrorCategory.InvalidArgument);
        AssertHidden(error);
    }

    [Theory]
    [InlineData("https://contoso.blob.core.windows.net:443443/state/journal?sig=" + Signature)]
    [InlineData("https://[contoso/state/journal?sig=" + Signature)]
    public void What_is_no_address_at_all_is_not_shown(string address)
    {
        using var engine = Engine.Start();
        foreach (var command in Commands)
        {
            AssertHidden(engine.Try($"param($address) {command} -JournalUri $address", address).Ended("ParameterArgumentTransformationError", ErrorCategory.InvalidData));
        }
    }

    [Theory]
    [InlineData("another kind", "JournalNoAppendBlob", ErrorCategory.InvalidData)]
    [InlineData("denied", "JournalAccessDenied", ErrorCategory.PermissionDenied)]
    [InlineData("not there", "JournalNotFound", ErrorCategory.ObjectNotFound)]
    public void What_is_no_journal_of_ours_ends_the_command_and_no_signature_is_shown(string what, string id, ErrorCategory category)
    {
        using var engine = Engine.Start();
        _answer = _ => what switch
        {
            "another kind" => (200, "BlockBlob", "a report"),
            "denied" => (403, "", ""),
            _ => (404, "", ""),
        };
        AssertHidden(engine.Try($"Get-ArchiveMigrationHistory -JournalUri '{Address}' -Verbose").Ended(id, category));
    }

    [Fact]
    public async Task The_journal_of_another_tenant_is_refused_before_anything_is_changed()
    {
        await using var session = await LabSession.StartAsync(new TenantBuilder().Migrating(1).Build());
        session.TryJournal("Suspend-ConflictingArchivePolicy user0001 -JournalPath $Journal").Clean();
        var journal = await File.ReadAllTextAsync(session.Journal);
        var tenant = System.Text.Json.JsonDocument.Parse(journal.Split('\n')[0]).RootElement.GetProperty("tenant").GetString()!;
        var content = journal.Replace(tenant, Guid.TryParse(tenant, out _) ? Guid.NewGuid().ToString() : "adatum.example", StringComparison.Ordinal);
        _answer = request => request.HttpMethod == "PUT" ? (412, "", "") : (200, "AppendBlob", content);
        session.Exchange.Calls.Clear();
        foreach (var command in (string[])["Resume-ConflictingArchivePolicy -Force", "Suspend-ConflictingArchivePolicy user0001 -Force", .. Readers])
        {
            AssertHidden(session.Try($"param($address) {command} -JournalUri $address", Address).Ended("JournalOtherTenant", ErrorCategory.SecurityError));
        }

        Assert.Empty(session.Exchange.Calls.Writes);
        session.ConnectGraph();
        session.Server.Graph.Calls.Clear();
        const string Find = "param($address) Find-ArchiveDuplicates user0001@contoso.example -Summary -JournalUri $address";
        AssertHidden(session.Try(Find, Address).Ended("JournalOtherTenant", ErrorCategory.SecurityError));
        Assert.Empty(session.Server.Graph.Calls.All);

        content = journal;
        Assert.Single(session.Try(Find, Address).Clean().Output);
        var shown = Assert.Single(session.Try("param($address) Get-ArchivePolicySuspension -JournalUri $address", Address).Clean().Output);
        Assert.Equal(Address.Split('?')[0], shown.Properties["JournalPath"].Value);
    }

    // What another tenant's journal remembers would be told of this one.
    private static string[] Readers => ["Get-ArchivePolicySuspension", "Test-ArchiveMigrationConflict", "Get-ArchiveMigrationHistory"];

    private static string[] Commands =>
    [
        "Suspend-ConflictingArchivePolicy anna@contoso.example", "Resume-ConflictingArchivePolicy", "Get-ArchivePolicySuspension", "Test-ArchiveMigrationConflict",
        "Test-ArchiveSafetyReadiness", "Get-ArchiveMigrationHistory", "Get-ArchiveQuarantine 'q'", "Restore-ArchiveDuplicates -QuarantinePath 'q'",
        "Remove-ArchiveDuplicates -QuarantinePath 'q' -GroupsPath 'g'", "Find-ArchiveDuplicates -InventoryPath 'i.csv'",
    ];

    private static void AssertHidden(ErrorRecord error)
    {
        foreach (var shown in new[] { error.ToString(), error.Exception.ToString(), error.TargetObject?.ToString() ?? "" })
        {
            Assert.DoesNotContain(Signature, shown, StringComparison.Ordinal);
        }
    }

    private async Task ServeAsync()
    {
        while (_service.IsListening)
        {
            try
            {
                var context = await _service.GetContextAsync().ConfigureAwait(false);
                var (status, type, body) = _answer(context.Request);
                var bytes = Encoding.UTF8.GetBytes(body);
                var from = context.Request.Headers["x-ms-range"] is { } range ? int.Parse(range.Split('=')[1].Split('-')[0], System.Globalization.CultureInfo.InvariantCulture) : 0;
                var answer = context.Response;
                answer.StatusCode = status == 200 && from >= bytes.Length ? 416 : status == 200 && context.Request.HttpMethod == "GET" ? 206 : status;
                answer.Headers["x-ms-error-code"] = status == 403 ? "AuthorizationFailure" : status == 412 ? "AppendPositionConditionNotMet" : answer.StatusCode == 416 ? "InvalidRange" : status == 404 ? "BlobNotFound" : null;
                answer.Headers["x-ms-blob-type"] = type;
                answer.Headers["x-ms-blob-committed-block-count"] = "1";
                answer.Headers["ETag"] = "\"1\"";
                answer.Headers["Last-Modified"] = "Sat, 28 Nov 2026 00:00:00 GMT";
                answer.Headers["Content-Range"] = "bytes " + from + "-" + (bytes.Length - 1) + "/" + bytes.Length;
                answer.ContentLength64 = answer.StatusCode == 416 ? 0 : bytes.Length - from;
                if (context.Request.HttpMethod == "GET" && answer.StatusCode == 206)
                {
                    await answer.OutputStream.WriteAsync(bytes.AsMemory(from)).ConfigureAwait(false);
                }

                answer.Close();
            }
            catch (Exception exception) when (exception is HttpListenerException or ObjectDisposedException or InvalidOperationException)
            {
                // The test is over, or its client has gone.
            }
        }
    }
}
