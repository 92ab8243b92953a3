using System.IO.Compression;
using System.Text;
using System.Text.Json;
using Xunit;

namespace ExchangeArchiveSafety.Core.Tests;

/// <summary>The journal on real files.</summary>
public sealed class JournalFileTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public static TheoryData<string, byte[]> ForeignFiles { get; } = new()
    {
        { "a word without newline", Encoding.UTF8.GetBytes("hello") },
        { "text", Encoding.UTF8.GetBytes("Dear diary,\ntoday I migrated.\n") },
        { "a JSON object", Encoding.UTF8.GetBytes("{ \"format\": \"something else\" }\n") },
        { "a JSON array", Encoding.UTF8.GetBytes("[]") },
        { "other JSON lines", Encoding.UTF8.GetBytes("{\"a\":1}\n{\"a\":2}\n") },
        { "a snapshot", Encoding.UTF8.GetBytes("{\n  \"format\": \"ExchangeArchiveSafety.Snapshot/1\"\n}\n") },
        { "a snapshot in one line", Encoding.UTF8.GetBytes("{\"format\":\"ExchangeArchiveSafety.Snapshot/1\"}") },
        { "gzip", Gzip() },
        { "UTF-16", Encoding.Unicode.GetBytes("{\"format\":\"ExchangeArchiveSafety.Journal/1\"}\n") },
        { "CSV", Encoding.UTF8.GetBytes("EmailAddress,UserName\nanna@contoso.com,anna\n") },
    };

    private string JournalPath => _folder.File("state", "contoso.journal.jsonl");

    public void Dispose() => _folder.Dispose();

    [Theory]
    [MemberData(nameof(ForeignFiles))]
    public void What_is_no_journal_is_not_taken_for_one(string name, byte[] content)
    {
        var path = _folder.File(name);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllBytes(path, content);

        Assert.False(JournalFile.IsJournal(path));
    }

    [Fact]
    public void A_journal_is_known_with_a_mark_in_front_behind_a_link_and_in_other_spacing_and_a_pipe_is_none()
    {
        var journal = New();
        Assert.False(JournalFile.IsJournal(JournalPath));
        journal.Append(JournalRecords.Numbered(1));
        Assert.True(JournalFile.IsJournal(JournalPath));

        var marked = JournalPath + ".marked";
        File.WriteAllBytes(marked, [0xEF, 0xBB, 0xBF, .. File.ReadAllBytes(JournalPath)]);
        Assert.True(JournalFile.IsJournal(marked));
        File.WriteAllText(marked, "{ \"version\" : 1, \"format\" : \"ExchangeArchiveSafety.Journal/1\" }\n");
        Assert.True(JournalFile.IsJournal(marked));
        if (!OperatingSystem.IsWindows())
        {
            _ = File.CreateSymbolicLink(JournalPath + ".link", JournalPath);
            Assert.True(JournalFile.IsJournal(JournalPath + ".link"));

            using var made = System.Diagnostics.Process.Start("mkfifo", JournalPath + ".pipe");
            made.WaitForExit();
            Assert.False(JournalFile.IsJournal(JournalPath + ".pipe"));
        }
    }

    [Fact]
    public void Records_come_back_as_they_were_written_in_their_order()
    {
        var journal = New();
        for (var i = 0; i < 20; i++)
        {
            journal.Append(JournalRecords.Numbered(i));
        }

        Assert.Equal(JournalRecords.Text([.. Enumerable.Range(0, 20)]), JournalRecords.Text(journal.Read()));
        Assert.Equal(JournalRecords.Text([.. Enumerable.Range(0, 20)]), JournalRecords.Text(new JournalFile(JournalPath).Read()));
        Assert.Equal(20, File.ReadAllLines(JournalPath).Length);
    }

    [Theory]
    [InlineData("anna\n@contoso.com")]
    [InlineData("anna\r\n{\"format\":\"ExchangeArchiveSafety.Journal/1\"}\n")]
    [InlineData("\u0000\u0085\u2028\u2029")]
    [InlineData("Zoë 🦊 \"quoted\" \\")]
    [InlineData("\ud800 half a pair")]
    public void Names_from_the_tenant_never_break_a_line(string identity)
    {
        var journal = New();
        journal.Append(JournalRecords.Numbered(0, identity));
        journal.Append(JournalRecords.Numbered(1));
        Assert.Equal(2, File.ReadAllBytes(JournalPath).Count(b => b == (byte)'\n'));
        var read = new JournalFile(JournalPath).Read();
        Assert.Equal(2, read.Count);
        Assert.Equal(identity.Replace('\ud800', '\ufffd'), read[0].Identity);
    }

    [Fact]
    public void Only_the_owner_can_read_the_journal_its_folder_its_lock_and_what_was_set_aside()
    {
        // The build for Windows PowerShell sets no file modes of other systems.
        if (OperatingSystem.IsWindows() || TestTenant.IsDesktopBuild)
        {
            return;
        }

        var path = _folder.File("a", "b", "contoso.journal.jsonl");
        var journal = new JournalFile(path);
        journal.EnsureWritable();
        journal.Append(JournalRecords.Numbered(0));
        File.AppendAllText(path, Encoding.UTF8.GetString(JournalRecords.Line(1))[..70]);
        new JournalFile(path).Append(JournalRecords.Numbered(1));
        const UnixFileMode OwnerFile = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        const UnixFileMode OwnerFolder = OwnerFile | UnixFileMode.UserExecute;
        Assert.Equal(OwnerFile, File.GetUnixFileMode(path));
        Assert.Equal(OwnerFile, File.GetUnixFileMode(path + ".lock"));
        Assert.Equal(OwnerFile, File.GetUnixFileMode(path + ".torn"));
        Assert.Equal(OwnerFolder, File.GetUnixFileMode(_folder.File("a", "b")));
        Assert.Equal(OwnerFolder, File.GetUnixFileMode(_folder.File("a")));
    }

    [Fact]
    public void A_journal_that_does_not_exist_has_no_records_and_reading_makes_no_file()
    {
        Assert.Empty(new JournalFile(JournalPath).Read());
        Assert.Empty(Directory.EnumerateFileSystemEntries(_folder.Path));
    }

    [Fact]
    public void An_empty_file_is_an_empty_journal()
    {
        var journal = New();
        Assert.Equal(0, new FileInfo(JournalPath).Length);
        Assert.Empty(journal.Read());
        journal.EnsureWritable();
        journal.Append(JournalRecords.Numbered(0));
        Assert.Equal(JournalRecords.Text(0), JournalRecords.Text(journal.Read()));
    }

    [Fact]
    public void A_last_line_torn_at_any_byte_is_recovered_and_set_aside_and_nothing_is_lost()
    {
        _ = New();
        var line = JournalRecords.Line(1);
        for (var length = 1; length < line.Length - 1; length++)
        {
            Write([.. JournalRecords.Line(0), .. line.AsSpan(0, length)]);
            File.Delete(JournalPath + ".torn");
            var reader = new Follower(new JournalFile(JournalPath));
            Assert.Equal(JournalRecords.Text(0), JournalRecords.Text(reader.Read()));
            var writer = new JournalFile(JournalPath);
            writer.EnsureWritable();
            writer.Append(JournalRecords.Numbered(2));
            Assert.Equal(JournalRecords.Text(0, 2), JournalRecords.Text(writer.Read()));
            Assert.Equal(JournalRecords.Text(0, 2), JournalRecords.Text(reader.Read()));
            Assert.Equal(JournalRecords.Text(0, 2), File.ReadAllText(JournalPath));
            Assert.Equal([.. line.AsSpan(0, length), (byte)'\n'], File.ReadAllBytes(JournalPath + ".torn"));
        }
    }

    [Fact]
    public void A_first_line_torn_at_any_byte_is_recovered_too()
    {
        _ = New();
        var line = JournalRecords.Line(1);
        for (var length = 1; length < line.Length - 1; length += 7)
        {
            Write(line[..length]);
            var journal = new JournalFile(JournalPath);
            journal.EnsureWritable();
            Assert.Empty(journal.Read());
            journal.Append(JournalRecords.Numbered(2));
            Assert.Equal(JournalRecords.Text(2), File.ReadAllText(JournalPath));
        }
    }

    [Fact]
    public void Several_torn_lines_are_all_set_aside()
    {
        _ = New();
        for (var i = 0; i < 3; i++)
        {
            File.AppendAllText(JournalPath, Encoding.UTF8.GetString(JournalRecords.Line(i))[..(60 + i)]);
            new JournalFile(JournalPath).Append(JournalRecords.Numbered(10 + i));
        }

        Assert.Equal(JournalRecords.Text(10, 11, 12), File.ReadAllText(JournalPath));
        Assert.Equal(3, File.ReadAllLines(JournalPath + ".torn").Length);
    }

    [Fact]
    public void A_whole_last_line_without_its_newline_counts_and_is_kept()
    {
        _ = New();
        Write([.. JournalRecords.Line(0), .. JournalRecords.Line(1).AsSpan()[..^1]]);
        var reader = new Follower(new JournalFile(JournalPath));
        Assert.Equal(JournalRecords.Text(0, 1), JournalRecords.Text(reader.Read()));
        Assert.Equal(JournalRecords.Text(0, 1), JournalRecords.Text(reader.Read()));
        new JournalFile(JournalPath).Append(JournalRecords.Numbered(2));
        Assert.Equal(JournalRecords.Text(0, 1, 2), File.ReadAllText(JournalPath));
        Assert.Equal(JournalRecords.Text(0, 1, 2), JournalRecords.Text(reader.Read()));
        Assert.False(File.Exists(JournalPath + ".torn"));
    }

    [Theory]
    [InlineData(0, 1)]
    [InlineData(0, 5000)]
    [InlineData(50, 1)]
    [InlineData(50, 5000)]
    public void Zeros_that_a_power_cut_left_at_the_end_are_recovered(int torn, int zeros)
    {
        _ = New();
        Write([.. JournalRecords.Line(0), .. JournalRecords.Line(1).AsSpan(0, torn), .. new byte[zeros]]);
        var journal = new JournalFile(JournalPath);
        journal.EnsureWritable();
        Assert.Equal(JournalRecords.Text(0), JournalRecords.Text(journal.Read()));
        journal.Append(JournalRecords.Numbered(2));
        Assert.Equal(JournalRecords.Text(0, 2), File.ReadAllText(JournalPath));
        Assert.Equal(JournalRecords.Text(0, 2), JournalRecords.Text(journal.Read()));
    }

    [Fact]
    public void Lines_that_were_given_other_line_ends_and_empty_lines_are_read()
    {
        _ = New();
        File.WriteAllText(JournalPath, "\n" + JournalRecords.Text(0, 1).Replace("\n", "\r\n\r\n", StringComparison.Ordinal));
        var journal = new JournalFile(JournalPath);
        Assert.Equal(JournalRecords.Text(0, 1), JournalRecords.Text(journal.Read()));
        journal.Append(JournalRecords.Numbered(2));
        Assert.Equal(JournalRecords.Text(0, 1, 2), JournalRecords.Text(journal.Read()));
    }

    [Theory]
    [MemberData(nameof(ForeignFiles))]
    public void A_foreign_file_is_refused_and_left_as_it_is(string what, byte[] content)
    {
        _ = New();
        Write(content);
        foreach (var action in new Action<JournalFile>[] { journal => journal.EnsureWritable(), journal => journal.Read() })
        {
            var error = Assert.Throws<UnusableFileException>(() => action(new JournalFile(JournalPath)));
            Assert.Equal("JournalForeign", error.ErrorId);
            Assert.Contains(JournalPath, error.Message, StringComparison.Ordinal);
            Assert.Contains("line 1", error.Message, StringComparison.Ordinal);
            Assert.True(content.AsSpan().SequenceEqual(File.ReadAllBytes(JournalPath)), what);
        }
    }

    [Fact]
    public void Any_tail_without_a_newline_after_good_records_is_torn_and_set_aside()
    {
        _ = New();
        byte[] content = [.. JournalRecords.Line(0), .. "a note by hand"u8];
        Write(content);
        _ = Assert.Single(new JournalFile(JournalPath).Read());
        Assert.Equal(content, File.ReadAllBytes(JournalPath));
        new JournalFile(JournalPath).Append(JournalRecords.Numbered(1));
        Assert.Equal(2, new JournalFile(JournalPath).Read().Count);
        Assert.Equal("a note by hand\n", File.ReadAllText(JournalPath + ".torn"));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(5)]
    public void A_damaged_line_in_the_middle_is_an_error_with_file_and_line_each_time_it_is_read(int number)
    {
        _ = New();
        var lines = Enumerable.Range(0, 7).Select(i => Encoding.UTF8.GetString(JournalRecords.Line(i))).ToList();
        lines[number - 1] = lines[number - 1][..90] + "\n";
        File.WriteAllText(JournalPath, string.Concat(lines));
        var journal = new JournalFile(JournalPath);
        for (var i = 0; i < 3; i++)
        {
            var error = Assert.Throws<UnusableFileException>(() => journal.Read());
            Assert.Equal("JournalDamaged", error.ErrorId);
            Assert.Equal(JournalPath, error.Path);
            Assert.Contains(JournalPath, error.Message, StringComparison.Ordinal);
            Assert.Contains("line " + number + ":", error.Message, StringComparison.Ordinal);
        }

        Assert.Equal("JournalDamaged", Assert.Throws<UnusableFileException>(() => new JournalFile(JournalPath).EnsureWritable()).ErrorId);
    }

    [Theory]
    [InlineData("\"suspensionId\":", "\"suspension\":")]
    [InlineData("\"exchangeGuid\":", "\"guid\":")]
    [InlineData("\"RetentionHoldEnabled\":false", "\"RetentionHoldEnabled\":null")]
    [InlineData("\"RetentionHoldEnabled\":false", "\"RetentionHoldEnabled\":\"no\"")]
    [InlineData("\"kind\":\"Intent\"", "\"kind\":\"Hope\"")]
    [InlineData("\"before\":{", "\"before\":[")]
    [InlineData("\"EndDateForRetentionHold\":\"20", "\"EndDateForRetentionHold\":\"x20")]
    public void A_line_that_lost_what_undoing_needs_is_damaged_and_not_guessed_at(string good, string bad)
    {
        _ = New();
        var line = Encoding.UTF8.GetString(JournalRecords.Line(0));
        Assert.Contains(good, line, StringComparison.Ordinal);
        File.WriteAllText(JournalPath, line.Replace(good, bad, StringComparison.Ordinal) + Encoding.UTF8.GetString(JournalRecords.Line(1)));
        Assert.Equal("JournalDamaged", Assert.Throws<UnusableFileException>(() => new JournalFile(JournalPath).Read()).ErrorId);
    }

    [Theory]
    [InlineData("3")]
    [InlineData("99")]
    [InlineData("3.1")]
    public void A_newer_version_is_refused_anywhere_also_as_a_last_line_without_newline(string version)
    {
        _ = New();
        var newer = Encoding.UTF8.GetString(JournalRecords.Line(1)).Replace("Journal/1", "Journal/" + version, StringComparison.Ordinal);
        foreach (var content in new[] { newer, JournalRecords.Text(0) + newer, JournalRecords.Text(0) + newer.TrimEnd('\n') })
        {
            File.WriteAllText(JournalPath, content);
            var error = Assert.Throws<UnusableFileException>(() => new JournalFile(JournalPath).EnsureWritable());
            Assert.Equal("JournalNewer", error.ErrorId);
            Assert.Contains(JournalPath, error.Message, StringComparison.Ordinal);
            Assert.Equal(content, File.ReadAllText(JournalPath));
        }
    }

    [Fact]
    public void Unknown_properties_are_kept_out_of_the_way()
    {
        _ = New();
        var line = JournalRecords.Text(0)
            .Replace("\"kind\":", "\"mood\":{\"deep\":[1,{\"x\":null}]},\"kind\":", StringComparison.Ordinal)
            .Replace("\"RetentionHoldEnabled\":false", "\"RetentionPolicy\":{\"a\":[1]},\"Other\":7,\"RetentionHoldEnabled\":false", StringComparison.Ordinal);
        File.WriteAllText(JournalPath, line);
        Assert.Equal(JournalRecords.Text(0), JournalRecords.Text(new JournalFile(JournalPath).Read()));
    }

    [Fact]
    public void Times_keep_their_ticks_and_are_utc_also_when_written_with_another_offset()
    {
        _ = New();
        File.WriteAllText(JournalPath, JournalRecords.Text(0).Replace("T12:00:00.7654321Z", "T14:00:00.7654321+02:00", StringComparison.Ordinal));
        var end = Assert.Single(new JournalFile(JournalPath).ReadSuspensions()).Before!.EndDateForRetentionHold!.Value;
        Assert.Equal((World.At(0).AddTicks(7654321), DateTimeKind.Utc), (end, end.Kind));
    }

    [Fact]
    public void Reading_on_equals_reading_anew_after_every_byte_that_arrives()
    {
        _ = New();
        var bytes = Enumerable.Range(0, 3).SelectMany(JournalRecords.Line).ToArray();
        var reader = new Follower(new JournalFile(JournalPath));
        for (var length = 0; length <= bytes.Length; length++)
        {
            if (length > 0)
            {
                using var file = new FileStream(JournalPath, FileMode.Append);
                file.WriteByte(bytes[length - 1]);
            }

            Assert.Equal(JournalRecords.Text(new JournalFile(JournalPath).Read()), JournalRecords.Text(reader.Read()));
        }

        Assert.Equal(3, reader.Read().Count);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    [InlineData(9)]
    public void A_file_that_was_replaced_is_read_anew(int records)
    {
        var journal = New();
        for (var i = 0; i < 3; i++)
        {
            journal.Append(JournalRecords.Numbered(i));
        }

        var reader = new Follower(journal);
        Assert.Equal(3, reader.Read().Count);
        var other = _folder.File("other");
        File.WriteAllText(other, JournalRecords.Text([.. Enumerable.Range(20, records)]));
        File.Move(other, JournalPath, overwrite: true);
        Assert.Equal(JournalRecords.Text([.. Enumerable.Range(20, records)]), JournalRecords.Text(reader.Read()));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(9)]
    public void A_file_that_was_moved_away_and_begun_again_is_read_anew(int records)
    {
        var journal = New();
        for (var i = 0; i < 3; i++)
        {
            journal.Append(JournalRecords.Numbered(i));
        }

        var reader = new Follower(journal);
        Assert.Equal(3, reader.Read().Count);
        File.Delete(JournalPath);
        Assert.Empty(reader.Read());
        journal.EnsureWritable();
        for (var i = 0; i < records; i++)
        {
            journal.Append(JournalRecords.Numbered(20 + i));
        }

        Assert.Equal(JournalRecords.Text([.. Enumerable.Range(20, records)]), JournalRecords.Text(reader.Read()));
    }

    [Fact]
    public void What_was_recorded_since_the_caller_has_looked_keeps_a_record_out()
    {
        var (one, two) = (New(), new JournalFile(JournalPath));
        var seen = one.Read(JournalPosition.Start, new RecordList());
        Assert.True(one.TryAppend(JournalRecords.Numbered(0), seen, CancellationToken.None));
        Assert.False(two.TryAppend(JournalRecords.Numbered(1), seen, CancellationToken.None));
        Assert.Equal(JournalRecords.Text(0), File.ReadAllText(JournalPath));
        seen = two.Read(seen, new RecordList());
        Assert.True(two.TryAppend(JournalRecords.Numbered(1), seen, CancellationToken.None));
        Assert.Equal(JournalRecords.Text(0, 1), File.ReadAllText(JournalPath));
    }

    [Fact]
    public void A_torn_tail_is_nothing_new_and_another_file_is()
    {
        var journal = New();
        journal.Append(JournalRecords.Numbered(0));
        var seen = journal.Read(JournalPosition.Start, new RecordList());
        File.AppendAllText(JournalPath, "{\"format\":\"Exch");
        Assert.True(journal.TryAppend(JournalRecords.Numbered(1), seen, CancellationToken.None));
        seen = journal.Read(seen, new RecordList());
        File.WriteAllText(JournalPath, JournalRecords.Text(3, 4));
        Assert.False(journal.TryAppend(JournalRecords.Numbered(2), seen, CancellationToken.None));
        Assert.Equal(JournalRecords.Text(3, 4), File.ReadAllText(JournalPath));
    }

    [Fact]
    public void A_run_is_at_work_until_it_ends_and_not_after_it_died()
    {
        var (one, two) = (New(), new JournalFile(JournalPath));
        Guid run;
        using (var work = one.BeginWork())
        {
            run = work.Run;
            Assert.True(two.IsAtWork(run));
            Assert.True(one.IsAtWork(run));
            two.EnsureWritable();
            Assert.True(two.IsAtWork(run));
        }

        Assert.False(two.IsAtWork(run));
        Assert.False(two.IsAtWork(Guid.Empty));

        // What a killed process leaves is a mark that nobody holds.
        File.WriteAllText(JournalPath + "." + run.ToString("N") + ".work", "");
        Assert.False(two.IsAtWork(run));
        var mine = JournalPath + ".my.work";
        File.WriteAllText(mine, "homework");
        File.WriteAllText(JournalPath + "." + Guid.NewGuid().ToString("N") + ".work", "");
        two.EnsureWritable();
        Assert.Equal(new[] { JournalPath, JournalPath + ".lock", mine }.Order(StringComparer.Ordinal), Directory.GetFiles(Path.GetDirectoryName(JournalPath)!).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Busy_is_said_after_a_minute_of_waiting_for_the_lock_and_of_nothing_else()
    {
        _ = New();
        var waited = TimeSpan.Zero;
        var journal = new JournalFile(JournalPath, pause => waited += pause, DurableDisk.Real);
        using (new FileStream(JournalPath + ".lock", FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None))
        {
            var error = Assert.Throws<UnusableFileException>(() => journal.Append(JournalRecords.Numbered(0)));
            Assert.Equal("JournalBusy", error.ErrorId);
            Assert.InRange(waited, TimeSpan.FromSeconds(60), TimeSpan.FromSeconds(61));
            Assert.Contains(JournalPath, error.Message, StringComparison.Ordinal);
            using var stopped = new CancellationTokenSource();
            stopped.Cancel();
            _ = Assert.Throws<OperationCanceledException>(() => journal.TryAppend(JournalRecords.Numbered(0), JournalPosition.Start, stopped.Token));
        }

        waited = TimeSpan.Zero;
        File.Delete(JournalPath + ".lock");
        _ = Directory.CreateDirectory(JournalPath + ".lock");
        Assert.Equal("JournalNotWritable", Assert.Throws<UnusableFileException>(() => journal.Append(JournalRecords.Numbered(0))).ErrorId);
        Directory.Delete(Path.GetDirectoryName(JournalPath)!, recursive: true);
        Assert.Equal("JournalNotWritable", Assert.Throws<UnusableFileException>(() => journal.Append(JournalRecords.Numbered(0))).ErrorId);
        Assert.Equal("JournalNotWritable", Assert.Throws<UnusableFileException>(() => journal.BeginWork()).ErrorId);
        Assert.Equal(TimeSpan.Zero, waited);
    }

    [Fact]
    public void A_run_that_waits_for_the_lock_goes_on_when_it_is_free()
    {
        _ = New();
        var lockFile = new FileStream(JournalPath + ".lock", FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        var waits = 0;
        var journal = new JournalFile(
            JournalPath,
            _ =>
            {
                if (++waits == 3)
                {
                    lockFile.Dispose();
                }
            },
            DurableDisk.Real);
        journal.Append(JournalRecords.Numbered(0));
        Assert.Equal(3, waits);
        Assert.Equal(JournalRecords.Text(0), File.ReadAllText(JournalPath));
    }

    [Fact]
    public void A_journal_that_vanished_is_not_begun_anew_by_a_run_that_knows_the_old_one()
    {
        var journal = New();
        journal.Append(JournalRecords.Numbered(0));
        File.Delete(JournalPath);
        Assert.Equal("JournalNotWritable", Assert.Throws<UnusableFileException>(() => journal.Append(JournalRecords.Numbered(1))).ErrorId);
        Assert.False(File.Exists(JournalPath));
    }

    [Fact]
    public void What_cannot_be_opened_for_reading_has_the_id_of_the_journal()
    {
        _ = Directory.CreateDirectory(JournalPath);
        var error = Assert.Throws<UnusableFileException>(() => new JournalFile(JournalPath).Read());
        Assert.Equal(("JournalNotReadable", JournalPath), (error.ErrorId, error.Path));
    }

    /// <summary>What other tools make of a line: other spacing, another order, other escapes.</summary>
    [Theory]
    [InlineData("spaces")]
    [InlineData("order")]
    [InlineData("order and spaces")]
    [InlineData("escapes")]
    [InlineData("byte order mark")]
    public void A_line_with_ordinary_JSON_spacing_or_another_order_of_properties_is_read(string how)
    {
        _ = New();
        var properties = JsonDocument.Parse(JournalRecords.Line(0)).RootElement.EnumerateObject().ToList();
        if (how.StartsWith("order", StringComparison.Ordinal))
        {
            properties.Reverse();
        }

        var (colon, comma) = how.Contains("spaces", StringComparison.Ordinal) ? ("\t:  ", " , ") : (":", ",");
        var line = "{" + string.Join(comma, properties.Select(property => "\"" + property.Name + "\"" + colon + property.Value.GetRawText())) + "}";
        line = how switch
        {
            "escapes" => line.Replace("\"format\":\"Exchange", "\"f\\u006frmat\":\"\\u0045xchange", StringComparison.Ordinal),
            "byte order mark" => "\ufeff" + line,
            "spaces" => "  " + line + " ",
            _ => line,
        };
        foreach (var content in new[] { line + "\n", line + "\r\n" + JournalRecords.Text(1), line })
        {
            File.WriteAllText(JournalPath, content);
            var journal = new JournalFile(JournalPath);
            journal.EnsureWritable();
            Assert.StartsWith(JournalRecords.Text(0), JournalRecords.Text(journal.Read()), StringComparison.Ordinal);
            journal.Append(JournalRecords.Numbered(2));
            Assert.EndsWith(JournalRecords.Text(2), JournalRecords.Text(new JournalFile(JournalPath).Read()), StringComparison.Ordinal);
        }

        // And a newer or damaged one is told as such.
        File.WriteAllText(JournalPath, line.Replace("Journal/1", "Journal/3", StringComparison.Ordinal) + "\n");
        Assert.Equal("JournalNewer", Assert.Throws<UnusableFileException>(() => new JournalFile(JournalPath).Read()).ErrorId);
    }

    [Fact]
    public void A_ledger_folds_and_reads_only_what_is_new_and_all_of_it_once()
    {
        const int Records = 100_000;
        _ = New();
        using (var file = new FileStream(JournalPath, FileMode.Append))
        {
            for (var i = 0; i < Records; i++)
            {
                file.Write(JournalRecords.Line(i));
            }
        }

        var size = new FileInfo(JournalPath).Length;
        var journal = new JournalFile(JournalPath);
        var ledger = new SuspensionLedger();
        ledger.Refresh(journal);
        Assert.Equal((Records, size), (ledger.Folded, journal.BytesRead));
        Assert.Equal(Records, ledger.Open.Count);

        // Each change of a run costs what it records, and a look at the end of the file.
        for (var i = 0; i < 1000; i++)
        {
            ledger.Refresh(journal);
            var record = JournalRecords.Numbered(Records + i);
            Assert.True(journal.TryAppend(record, ledger.PositionWith(record, ledger.RecordsLike(record))!, CancellationToken.None));
        }

        ledger.Refresh(journal);
        Assert.Equal(Records + 1000, ledger.Folded);
        var added = new FileInfo(JournalPath).Length - size;
        Assert.InRange(journal.BytesRead - size - added, 0, 1000 * 8192L);
    }

    [Fact]
    public void A_journal_beyond_two_gigabytes_is_read_on_and_appended_to()
    {
        if (OperatingSystem.IsWindows())
        {
            // There a hole is written out.
            return;
        }

        // A hole after two lines: positions do not fit into 32 bits, and what lies before them is not read again.
        const long Far = 3L << 30;
        _ = New();
        var last = JournalRecords.Line(1);
        using (var file = new FileStream(JournalPath, FileMode.Open))
        {
            file.Write(JournalRecords.Line(0));
            file.Position = Far - last.Length;
            file.Write(last);
        }

        var journal = new JournalFile(JournalPath);
        var seen = new JournalPosition { Offset = Far, Lines = 2, Records = 2, LastBytes = last.AsSpan(last.Length - 300).ToArray() };
        Assert.True(journal.TryAppend(JournalRecords.Numbered(2), seen, CancellationToken.None));
        var read = new RecordList();
        var position = journal.Read(seen, read);
        Assert.Equal(JournalRecords.Text(2), JournalRecords.Text(read));
        Assert.Equal((Far + JournalRecords.Line(2).Length, 3L), (position.Offset, position.Records));
        Assert.InRange(journal.BytesRead, 1, 100_000);
    }

    [Fact]
    public void A_journal_as_the_first_version_wrote_it_is_read()
    {
        var path = Path.Combine(AppContext.BaseDirectory, "Journal", "first-version.journal.jsonl");
        var suspensions = SuspensionLedger.Fold(new JournalFile(path).Read());
        Assert.Equal(
            ["anna@contoso.example RetentionHold Suspended", "ben@contoso.example ElcProcessing Closed", "carla@contoso.example StopMigration Closed", "dora@contoso.example RetentionHold Intended"],
            suspensions.Select(one => one.Identity + " " + one.Method + " " + one.Stage));
        Assert.Equal([ArchivingSetting.RetentionHoldEnabled, ArchivingSetting.AutoArchivingEnabled], suspensions[0].Before.Known);
        Assert.True(RemovalLedger.Fold(new JournalFile(path).Read()).Of("MBX:primary", "P1")!.WasRemoved);
    }

    [Fact]
    public void Many_threads_at_once_lose_and_mix_no_line_and_a_reader_never_sees_half_a_record()
    {
        const int Writers = 4;
        const int Each = 40;
        _ = New();
        var left = Writers;
        var failures = AtOnce(Writers + 1, number =>
        {
            var journal = new JournalFile(JournalPath);
            if (number == Writers)
            {
                while (Volatile.Read(ref left) > 0)
                {
                    _ = journal.Read();
                }

                return;
            }

            try
            {
                for (var i = 0; i < Each; i++)
                {
                    while (true)
                    {
                        var records = new RecordList();
                        var seen = journal.Read(JournalPosition.Start, records);
                        Assert.Equal(i, records.Count(record => record.Identity == "writer " + number));
                        if (journal.TryAppend(JournalRecords.Numbered(i, "writer " + number), seen, CancellationToken.None))
                        {
                            break;
                        }
                    }
                }
            }
            finally
            {
                _ = Interlocked.Decrement(ref left);
            }
        });
        Assert.Empty(failures);
        var read = new JournalFile(JournalPath).Read();
        Assert.Equal(Writers * Each, read.Count);
        for (var writer = 0; writer < Writers; writer++)
        {
            Assert.Equal(
                JournalRecords.Text(Enumerable.Range(0, Each).Select(i => JournalRecords.Numbered(i, "writer " + writer))),
                JournalRecords.Text(read.Where(record => record.Identity == "writer " + writer)));
        }
    }

    [Fact]
    public void Runs_that_begin_a_journal_at_the_same_moment_do_not_disturb_each_other()
    {
        for (var round = 0; round < 60; round++)
        {
            var path = _folder.File("round " + round, "contoso.journal.jsonl");
            using var start = new Barrier(4);
            var failures = AtOnce(4, number =>
            {
                var journal = new JournalFile(path);
                start.SignalAndWait();
                journal.EnsureWritable();
                journal.Append(JournalRecords.Numbered(number));
            });
            Assert.Empty(failures);
            Assert.Equal(4, new JournalFile(path).Read().Count);
        }
    }

    [Fact]
    public void A_parent_that_is_a_file_is_refused_as_not_writable_before_anything()
    {
        File.WriteAllText(_folder.File("state"), "not a folder");
        AssertNotWritable(JournalPath);
        Assert.Equal("not a folder", File.ReadAllText(_folder.File("state")));
    }

    [Fact]
    public void A_journal_that_is_a_folder_is_refused_as_not_writable()
    {
        _ = Directory.CreateDirectory(JournalPath);
        AssertNotWritable(JournalPath);
    }

    [Fact]
    public void A_name_that_is_too_long_or_not_a_name_is_refused_as_not_writable()
    {
        AssertNotWritable(_folder.File(new string('x', 300)));
        AssertNotWritable(_folder.File("a\0b"));
    }

    [Fact]
    public void A_lock_that_cannot_be_made_is_refused_as_not_writable()
    {
        _ = Directory.CreateDirectory(JournalPath + ".lock");
        AssertNotWritable(JournalPath);
    }

    [Fact]
    public void A_read_only_folder_is_refused_as_not_writable()
    {
        if (OperatingSystem.IsWindows() || Environment.IsPrivilegedProcess)
        {
            return;
        }

        var parent = Directory.CreateDirectory(_folder.File("state"), UnixFileMode.UserRead | UnixFileMode.UserExecute);
        AssertNotWritable(JournalPath);
        parent.UnixFileMode |= UnixFileMode.UserWrite;
    }

    [Fact]
    public void A_disk_that_is_full_is_an_error_and_what_was_recorded_stays()
    {
        if (!File.Exists("/dev/full"))
        {
            return;
        }

        // Every write to it fails for want of space.
        _ = Directory.CreateDirectory(_folder.File("state"));
        _ = File.CreateSymbolicLink(JournalPath, "/dev/full");
        var error = Assert.Throws<UnusableFileException>(() => new JournalFile(JournalPath).Append(JournalRecords.Numbered(0)));
        Assert.Equal("JournalNotWritable", error.ErrorId);
    }

    private JournalFile New()
    {
        var journal = new JournalFile(JournalPath);
        journal.EnsureWritable();
        return journal;
    }

    private static List<Exception> AtOnce(int threads, Action<int> action)
    {
        var failures = new List<Exception>();
        var running = Enumerable.Range(0, threads).Select(number => new Thread(() =>
        {
            try
            {
                action(number);
            }
            catch (Exception exception)
            {
                lock (failures)
                {
                    failures.Add(exception);
                }
            }
        })).ToList();
        running.ForEach(thread => thread.Start());
        running.ForEach(thread => thread.Join());
        return failures;
    }

    private void Write(byte[] content) => File.WriteAllBytes(JournalPath, content);

    private static void AssertNotWritable(string path)
    {
        var error = Assert.Throws<UnusableFileException>(() => new JournalFile(path).EnsureWritable());
        Assert.Equal("JournalNotWritable", error.ErrorId);
        Assert.Equal(path, error.Path);
        Assert.Contains("-JournalPath", error.Message, StringComparison.Ordinal);
    }

    private static byte[] Gzip()
    {
        using var memory = new MemoryStream();
        using (var gzip = new GZipStream(memory, CompressionLevel.Fastest))
        {
            gzip.Write(JournalRecords.Line(0));
        }

        return memory.ToArray();
    }
}
