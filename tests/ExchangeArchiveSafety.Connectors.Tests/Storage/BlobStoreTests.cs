using Azure.Core.Pipeline;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Specialized;

namespace ExchangeArchiveSafety.Storage;

/// <summary>The store in a blob, against Azurite.</summary>
public sealed class BlobStoreTests : JournalStoreTests
{
    private readonly BlobPlace _place = new();

    private protected override IJournalStore Open(bool compacts = false) => _place.Open(settings => compacts ? settings with { CompactFromBlocks = 2 } : settings);

    private protected override void Put(byte[] content) => _place.Put(content);

    private protected override string Everything() => _place.Everything();

    [AzuriteFact]
    public override void Records_come_back_as_they_were_written_and_names_from_the_tenant_never_break_a_line() => base.Records_come_back_as_they_were_written_and_names_from_the_tenant_never_break_a_line();

    [AzuriteFact]
    public override void One_that_is_not_there_has_no_records_and_is_not_begun_by_reading_or_appending() => base.One_that_is_not_there_has_no_records_and_is_not_begun_by_reading_or_appending();

    [AzuriteFact]
    public override void Beginning_one_that_is_there_leaves_it_as_it_is() => base.Beginning_one_that_is_there_leaves_it_as_it_is();

    [AzuriteFact]
    public override void Whether_it_may_be_written_is_tried_without_beginning_or_writing_one() => base.Whether_it_may_be_written_is_tried_without_beginning_or_writing_one();

    [AzuriteFact]
    public override void What_was_announced_on_the_strength_of_an_old_look_is_not_recorded() => base.What_was_announced_on_the_strength_of_an_old_look_is_not_recorded();

    [AzuriteFact]
    public override void Two_that_write_at_once_interleave_whole_records_and_lose_none() => base.Two_that_write_at_once_interleave_whole_records_and_lose_none();

    [AzuriteFact]
    public override void Others_see_who_is_at_work_until_it_is_over() => base.Others_see_who_is_at_work_until_it_is_over();

    [AzuriteTheory]
#pragma warning disable xUnit1003 // Its data are inherited.
    public override void What_is_no_journal_of_this_module_is_refused_and_stays(string error, string content) => base.What_is_no_journal_of_this_module_is_refused_and_stays(error, content);
#pragma warning restore xUnit1003

    [AzuriteFact]
    public override void A_whole_last_line_without_its_newline_counts_and_is_ended_by_the_next_one() => base.A_whole_last_line_without_its_newline_counts_and_is_ended_by_the_next_one();

    [AzuriteFact]
    public override void A_long_one_is_shortened_says_the_same_and_nothing_is_lost() => base.A_long_one_is_shortened_says_the_same_and_nothing_is_lost();

    [AzuriteFact]
    public override void Whoever_reads_and_appends_while_it_is_shortened_goes_on() => base.Whoever_reads_and_appends_while_it_is_shortened_goes_on();
}

/// <summary>Where the journal of a test lies.</summary>
internal sealed class BlobPlace
{
    public const string Name = "state/contoso.journal.jsonl";

    public BlobPlace()
    {
        Container = Azurite.Service.Container();
        Address = Azurite.Signed(Container, Name);
    }

    public BlobContainerClient Container { get; }

    public Uri Address { get; }

    public BlobJournal Open(Func<BlobJournalSettings, BlobJournalSettings>? with = null, Faults? faults = null, Uri? address = null)
    {
        var client = new BlobClientOptions { Retry = { MaxRetries = 3, Delay = TimeSpan.FromMilliseconds(1), MaxDelay = TimeSpan.FromMilliseconds(1), Mode = Azure.Core.RetryMode.Fixed } };
        client.Transport = faults is null ? client.Transport : new HttpClientTransport(new HttpClient(faults));
        var settings = new BlobJournalSettings { Client = client };
        return new(new BlobAddress(address ?? Address), with?.Invoke(settings) ?? settings);
    }

    public void Put(byte[] content)
    {
        var blob = Container.GetAppendBlobClient(Name);
        _ = blob.CreateIfNotExists();
        using var stream = new MemoryStream(content);
        _ = blob.AppendBlock(stream);
    }

    public IReadOnlyList<string> Names() => [.. Container.GetBlobs().Select(blob => blob.Name).Order(StringComparer.Ordinal)];

    public string TextOf(string name) => Container.GetBlobClient(name).DownloadContent().Value.Content.ToString();

    public string Everything() => string.Concat(Names().Where(name => !name.EndsWith(".work", StringComparison.Ordinal)).Select(TextOf));
}
