using System.Net;
using Azure.Storage.Sas;
using ExchangeArchiveSafety.Core.Tests;
using Microsoft.Extensions.Time.Testing;
using Xunit;

namespace ExchangeArchiveSafety.Storage;

/// <summary>What a service far away does to a journal, and what is refused.</summary>
public sealed class BlobFaultTests
{
    private readonly BlobPlace _place = new();
    private readonly Faults _faults = new();

    public static TheoryData<string, int> LostAnswers => new() { { "answer", 1 }, { "answer", 4 }, { "request", 1 }, { "busy", 2 } };

    [AzuriteTheory]
    [MemberData(nameof(LostAnswers))]
    public void A_record_stands_once_whatever_becomes_of_its_answer(string what, int times)
    {
        var journal = Begun();
        foreach (var number in new[] { 0, 1 })
        {
            _faults.Next(Faults.IsAppend, times, what switch
            {
                "answer" => Faults.LoseAnswer,
                "request" => Faults.LoseRequest,
                _ => Faults.Refuse(HttpStatusCode.ServiceUnavailable, "ServerBusy"),
            });
            if (number == 0)
            {
                Assert.True(journal.TryAppend(JournalRecords.Numbered(0), journal.Read(JournalPosition.Start, new RecordList()), default));
            }
            else
            {
                journal.Append(JournalRecords.Numbered(1));
            }
        }

        Assert.Equal(JournalRecords.Text(0, 1), _place.TextOf(BlobPlace.Name));
    }

    [AzuriteFact]
    public void A_lost_answer_after_which_another_run_wrote_is_no_reason_to_write_again()
    {
        var journal = Begun();
        _faults.Next(Faults.IsAppend, 1, send =>
        {
            send().Dispose();
            _place.Open().Append(JournalRecords.Numbered(1));
            throw new HttpRequestException("The connection was reset.");
        });
        Assert.True(journal.TryAppend(JournalRecords.Numbered(0), JournalPosition.Start, default));
        Assert.Equal(JournalRecords.Text(0, 1), _place.TextOf(BlobPlace.Name));
    }

    [AzuriteFact]
    public void A_service_that_stays_busy_is_an_error_and_nothing_was_recorded()
    {
        var journal = Begun();
        _faults.Next(Faults.IsAppend, 99, Faults.Refuse(HttpStatusCode.ServiceUnavailable, "ServerBusy"));
        var error = Assert.Throws<UnusableFileException>(() => journal.TryAppend(JournalRecords.Numbered(0), JournalPosition.Start, default));
        Assert.Equal("JournalNotWritable", error.ErrorId);
        Assert.Contains("503 ServerBusy", error.Message, StringComparison.Ordinal);
        Assert.Equal("", _place.TextOf(BlobPlace.Name));
    }

    [AzuriteFact]
    public void An_error_whose_text_is_no_XML_is_an_error_of_the_journal()
    {
        var journal = Begun();
        _faults.Next(_ => true, 99, send =>
        {
            var answer = Faults.Refuse(HttpStatusCode.BadGateway, "ServerBusy")(send);
            answer.Content = new StringContent("<Error><Code>Serv", System.Text.Encoding.UTF8, "application/xml");
            return answer;
        });
        Assert.Equal("JournalNotWritable", Assert.Throws<UnusableFileException>(() => journal.TryAppend(JournalRecords.Numbered(0), JournalPosition.Start, default)).ErrorId);
        Assert.Equal("JournalNotReadable", Assert.Throws<UnusableFileException>(() => journal.Read(JournalPosition.Start, new RecordList())).ErrorId);

        // A header Date that a proxy doubled.
        Assert.True(BlobFailure.IsNoAnswer(new FormatException()));
    }

    [AzuriteFact]
    public void Beginning_one_whose_answer_is_lost_or_that_another_run_begins_empties_nothing()
    {
        _faults.Next(request => request.Method == HttpMethod.Put && !Faults.IsAppend(request), 1, send =>
        {
            send().Dispose();
            _place.Open().Append(JournalRecords.Numbered(0));
            throw new HttpRequestException("The connection was reset.");
        });
        _place.Open(faults: _faults).EnsureWritable();
        Assert.Equal(JournalRecords.Text(0), _place.TextOf(BlobPlace.Name));
    }

    [AzuriteFact]
    public void A_change_costs_two_appends_and_a_command_one_mark()
    {
        var journal = Begun();
        _faults.Asked.Clear();
        for (var change = 0; change < 3; change++)
        {
            using var work = journal.BeginWork();
            Assert.True(journal.TryAppend(JournalRecords.Numbered(2 * change), journal.Read(JournalPosition.Start, new RecordList()), default));
            journal.Append(JournalRecords.Numbered((2 * change) + 1));
        }

        journal.Dispose();
        Assert.Equal(6, _faults.Asked.Count(one => one.StartsWith("PUT append", StringComparison.Ordinal)));
        Assert.Equal(1, _faults.Asked.Count(one => one.StartsWith("PUT ", StringComparison.Ordinal) && one.EndsWith(".work", StringComparison.Ordinal)));
        Assert.Equal([BlobPlace.Name], _place.Names());
    }

    [AzuriteFact]
    public void A_mark_counts_by_the_clock_of_the_service_and_is_renewed_while_there_is_work()
    {
        var time = new FakeTimeProvider();
        var journal = _place.Open(settings => settings with { Time = time });
        journal.EnsureWritable();
        var work = journal.BeginWork();
        var other = _place.Open(faults: _faults);
        _faults.ClockAhead = TimeSpan.FromMinutes(29);
        Assert.True(other.IsAtWork(work.Run));

        // Killed, for all that anybody can tell.
        _faults.ClockAhead = TimeSpan.FromMinutes(31);
        Assert.False(other.IsAtWork(work.Run));

        // Unless it goes on.
        var marked = Modified();
        time.Advance(TimeSpan.FromMinutes(6));
        while (Modified() == marked)
        {
            // Azurite keeps whole seconds.
            time.Advance(TimeSpan.FromMinutes(6));
            journal.Append(JournalRecords.Numbered(0));
        }

        work.Dispose();
        Assert.False(journal.IsAtWork(work.Run));
        DateTimeOffset Modified() => Assert.Single(_place.Container.GetBlobs(), blob => blob.Name.EndsWith(".work", StringComparison.Ordinal)).Properties.LastModified!.Value;
    }

    [AzuriteFact]
    public void One_that_runs_full_goes_on_in_another_blob_while_the_command_runs()
    {
        var journal = _place.Open(settings => settings with { RollFromBlocks = 10 });
        journal.EnsureWritable();
        var other = _place.Open();
        var ledger = new SuspensionLedger();
        for (var number = 0; number < 60; number++)
        {
            journal.Append(JournalRecords.Numbered(number));
            ledger.Refresh(other);
            Assert.Equal(number + 1, ledger.RecordsOf(JournalRecords.Numbered(0).ExchangeGuid));
        }

        Assert.InRange(_place.Names().Count, 4, 8);
        Assert.Equal(60, ledger.All.Count);
    }

    [AzuriteFact]
    public void A_blob_that_takes_no_more_blocks_is_continued_and_where_it_cannot_be_nothing_is_recorded()
    {
        var journal = Begun();
        journal.Append(JournalRecords.Numbered(0));
        _faults.Next(Faults.IsAppend, 1, Faults.Refuse(HttpStatusCode.Conflict, "BlockCountExceedsLimit"));
        journal.Append(JournalRecords.Numbered(1));
        Assert.Equal(2, _place.Names().Count);
        var records = _place.Open().Read();
        Assert.Equal(JournalRecords.Text(1), JournalRecords.Text(records.Skip(records.Count - 1)));
        _faults.Next(Faults.IsAppend, 99, Faults.Refuse(HttpStatusCode.Conflict, "BlockCountExceedsLimit"));
        Assert.Equal("JournalNotWritable", Assert.Throws<UnusableFileException>(() => journal.Append(JournalRecords.Numbered(2))).ErrorId);
        Assert.Equal(records.Count, _place.Open().Read().Count);
    }

    /// <summary>Killed before the old blob says where the journal goes on, or with its answer lost: it is the old one or the new one, never both, never none.</summary>
    [AzuriteTheory]
    [InlineData("request", 2)]
    [InlineData("answer", 1)]
    public void A_shortening_that_is_cut_off_at_its_last_step_loses_nothing(string lost, int parts)
    {
        var journal = _place.Open(settings => settings with { CompactFromBlocks = 2 }, _faults);
        journal.EnsureWritable();
        journal.Append(JournalRecords.Numbered(0));
        journal.Append(JournalRecords.Numbered(1));
        _faults.Next(request => Faults.IsAppend(request) && request.RequestUri!.AbsolutePath.EndsWith(".jsonl", StringComparison.Ordinal) && IsCommit(request), 99, lost == "answer" ? Faults.LoseAnswer : Faults.LoseRequest);
        journal.EnsureWritable();
        Assert.Equal(2, _place.Names().Count);
        var other = _place.Open();
        other.Append(JournalRecords.Numbered(2));
        journal = _place.Open();
        journal.Append(JournalRecords.Numbered(3));
        Assert.Equal([0, 1, 2, 3], Suspensions(_place.Open()));
        Assert.Equal(parts == 1, _place.TextOf(BlobPlace.Name).Contains("continuedIn", StringComparison.Ordinal));

        // The next one takes away what the journal never came to go on in, and the mark of a run that is long dead; what the journal says stays, and who is at work too.
        foreach (var mark in (string[])["0123456789abcdef", "fedcba9876543210"])
        {
            _ = _place.Container.GetBlobClient(BlobPlace.Name + "." + mark + ".work").Upload(new BinaryData(""));
        }

        using var later = new Faults { ClockAhead = TimeSpan.FromDays(2) };
        var young = _place.Names().Count;
        _place.Open(settings => settings with { CompactFromBlocks = 2 }).EnsureWritable();
        Assert.Equal(young + 2 - parts, _place.Names().Count);
        _place.Open().Append(JournalRecords.Numbered(4));
        _place.Open(settings => settings with { CompactFromBlocks = 2 }, later).EnsureWritable();
        Assert.DoesNotContain(_place.Names(), name => name.EndsWith(".work", StringComparison.Ordinal));
        Assert.Equal([0, 1, 2, 3, 4], Suspensions(_place.Open()));
    }

    [AzuriteFact]
    public void One_who_appends_at_the_last_moment_is_in_the_snapshot_and_the_blob_that_came_too_late_goes()
    {
        var journal = _place.Open(settings => settings with { CompactFromBlocks = 2 }, _faults);
        journal.EnsureWritable();
        journal.Append(JournalRecords.Numbered(0));
        journal.Append(JournalRecords.Numbered(1));
        _faults.Next(IsCommit, 1, send =>
        {
            _place.Open().Append(JournalRecords.Numbered(2));
            return send();
        });
        journal.EnsureWritable();
        Assert.Equal([0, 1, 2], Suspensions(_place.Open()));
        Assert.Equal(2, _place.Names().Count);
        Assert.Contains("continuedIn", _place.TextOf(BlobPlace.Name), StringComparison.Ordinal);
    }

    [AzuriteFact]
    public void Two_that_shorten_at_once_agree()
    {
        var journal = _place.Open(settings => settings with { CompactFromBlocks = 2 }, _faults);
        journal.EnsureWritable();
        journal.Append(JournalRecords.Numbered(0));
        journal.Append(JournalRecords.Numbered(1));
        _faults.Next(IsCommit, 1, send =>
        {
            _place.Open(settings => settings with { CompactFromBlocks = 2 }).EnsureWritable();
            return send();
        });
        journal.EnsureWritable();
        journal.Append(JournalRecords.Numbered(2));
        _place.Open().Append(JournalRecords.Numbered(3));
        Assert.Equal([0, 1, 2, 3], Suspensions(journal));
        Assert.Equal(2, _place.Names().Count);
    }

    [AzuriteFact]
    public void A_part_that_is_missing_or_somebody_elses_is_damage_and_never_an_empty_journal()
    {
        foreach (var next in new[] { BlobPlace.Name + ".5-abc", "state/adatum.journal.jsonl", BlobPlace.Name + ".x/../y" })
        {
            var place = new BlobPlace();
            place.Put([.. JournalRecords.Line(0), .. JournalLine.Write(new SnapshotRecord { ContinuedIn = next })]);
            foreach (var action in new Action<IJournalStore>[] { journal => journal.EnsureWritable(), journal => journal.Read(), journal => journal.Append(JournalRecords.Numbered(1)) })
            {
                Assert.Equal("JournalDamaged", Assert.Throws<UnusableFileException>(() => action(place.Open())).ErrorId);
            }
        }
    }

    [AzuriteFact]
    public void A_copy_that_was_cut_off_is_damage_and_is_not_written_to()
    {
        _place.Put([.. JournalRecords.Line(0), .. JournalRecords.Line(1).AsSpan(0, 70)]);
        Assert.Equal("JournalDamaged", Assert.Throws<UnusableFileException>(_place.Open().EnsureWritable).ErrorId);
        var journal = _place.Open();
        var seen = journal.Read(JournalPosition.Start, new RecordList());
        Assert.Equal("JournalDamaged", Assert.Throws<UnusableFileException>(() => journal.TryAppend(JournalRecords.Numbered(2), seen, default)).ErrorId);
        Assert.Equal("JournalDamaged", Assert.Throws<UnusableFileException>(() => journal.Append(JournalRecords.Numbered(2))).ErrorId);
    }

    [AzuriteFact]
    public void A_blob_of_another_kind_is_refused_and_left_as_it_is()
    {
        _ = _place.Container.GetBlobClient(BlobPlace.Name).Upload(BinaryData.FromString("a report"));
        foreach (var action in new Action<IJournalStore>[] { journal => journal.EnsureWritable(), journal => journal.Read(), journal => journal.Append(JournalRecords.Numbered(1)) })
        {
            Assert.Equal("JournalNoAppendBlob", Assert.Throws<UnusableFileException>(() => action(_place.Open())).ErrorId);
        }

        Assert.Equal("a report", _place.TextOf(BlobPlace.Name));
    }

    [AzuriteTheory]
    [InlineData("read only", "JournalAccessDenied")]
    [InlineData("forged", "JournalAccessDenied")]
    [InlineData("no container", "JournalNotWritable")]
    public void Where_it_may_not_be_written_nothing_begins_and_no_signature_is_shown(string what, string error)
    {
        Begun().Dispose();
        var address = what switch
        {
            "read only" => Azurite.Signed(_place.Container, BlobPlace.Name, BlobSasPermissions.Read),
            "forged" => new Uri(_place.Address.AbsoluteUri.Replace("sig=", "sig=c2VjcmV0", StringComparison.Ordinal)),
            _ => _place.Address,
        };
        if (what == "no container")
        {
            _ = _place.Container.Delete();
        }

        var journal = _place.Open(address: address);
        var failed = Assert.Throws<UnusableFileException>(journal.EnsureWritable);
        Assert.Equal(error, failed.ErrorId);
        var signature = address.Query.Split('&').Single(part => part.StartsWith("sig=", StringComparison.Ordinal))[4..];
        foreach (var shown in new[] { failed.ToString(), failed.Path, journal.Location, failed.Target.ToString()! })
        {
            Assert.DoesNotContain(signature, shown, StringComparison.Ordinal);
            Assert.DoesNotContain(Uri.UnescapeDataString(signature), shown, StringComparison.Ordinal);
            Assert.DoesNotContain("sig=", shown, StringComparison.Ordinal);
        }

        Assert.Equal(_place.Address.GetLeftPart(UriPartial.Path), journal.Location);
        Assert.Equal(error, Assert.Throws<UnusableFileException>(journal.TryWriting).ErrorId);
        Assert.Equal(ReadinessStatus.Failed, LocalReadiness.Journal(journal).Status);
    }

    [AzuriteTheory]
    [InlineData(BlobSasPermissions.Read | BlobSasPermissions.Add)]
    [InlineData(BlobSasPermissions.Read | BlobSasPermissions.Create)]
    public void One_that_is_not_there_and_may_not_be_begun_or_appended_to_is_told_before_anything_is_done(BlobSasPermissions permissions)
    {
        var journal = _place.Open(address: Azurite.Signed(_place.Container, BlobPlace.Name, permissions));
        Assert.Equal("JournalAccessDenied", Assert.Throws<UnusableFileException>(journal.TryWriting).ErrorId);
        Assert.Equal(ReadinessStatus.Failed, LocalReadiness.Journal(journal).Status);
        Assert.Equal(ReadinessStatus.Passed, LocalReadiness.Journal(_place.Open()).Status);
        Assert.Empty(_place.Names());
    }

    [AzuriteTheory]
    [InlineData("http://contoso.blob.core.windows.net/state/journal?sig=geheim")]
    [InlineData("https://contoso.blob.core.windows.net/state")]
    [InlineData("https://contoso.blob.core.windows.net")]
    [InlineData("https://user:geheim@contoso.blob.core.windows.net/state/journal")]
    [InlineData("https://contoso.blob.core.windows.net/state/journal#geheim")]
    [InlineData("https://contoso.blob.core.windows.net/state/journal?snapshot=2026-01-01T00:00:00.0000000Z")]
    [InlineData("https://contoso.blob.core.windows.net/state/journal?token=geheim")]
    [InlineData("ftp://contoso/state/journal")]
    [InlineData("state/journal?sig=geheim")]
    public void An_address_that_is_none_of_a_blob_or_open_to_listeners_is_refused_before_anything_is_sent(string address)
    {
        var error = Assert.Throws<UnusableFileException>(() => new BlobJournalConnector().Open(new Uri(address, UriKind.RelativeOrAbsolute), null));
        Assert.Equal("JournalUriInvalid", error.ErrorId);
        Assert.DoesNotContain("geheim", error.ToString(), StringComparison.Ordinal);
    }

    private static bool IsCommit(HttpRequestMessage request) =>
        Faults.IsAppend(request) && request.Content!.ReadAsStringAsync().Result.Contains("continuedIn", StringComparison.Ordinal);

    private static IEnumerable<int> Suspensions(BlobJournal journal)
    {
        var ledger = new SuspensionLedger();
        ledger.Refresh(journal);
        return ledger.All.Select(one => BitConverter.ToInt32(one.Id.ToByteArray()) - 1);
    }

    private BlobJournal Begun()
    {
        var journal = _place.Open(faults: _faults);
        journal.EnsureWritable();
        return journal;
    }
}
