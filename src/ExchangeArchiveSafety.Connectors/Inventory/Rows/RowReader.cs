using System.Buffers.Binary;
using System.Runtime.CompilerServices;

namespace ExchangeArchiveSafety.Connectors.Inventory.Rows;

/// <summary>Makes of a row's fields what the search needs. One instance a thread.</summary>
internal sealed class RowReader
{
    // No mailbox holds an item of a terabyte, and the sum of millions of smaller ones fits.
    private const int LongestSize = 12;

    // Four letters as the processor loads them.
    private const uint LowerCase = 0x20202020;
    private const uint Arch = 'a' | ('r' << 8) | ('c' << 16) | ((uint)'h' << 24);
    private const uint Hive = 'h' | ('i' << 8) | ('v' << 16) | ((uint)'e' << 24);
    private const uint Prim = 'p' | ('r' << 8) | ('i' << 16) | ((uint)'m' << 24);
    private const uint Mary = 'm' | ('a' << 8) | ('r' << 16) | ((uint)'y' << 24);
    private const uint True = 't' | ('r' << 8) | ('u' << 16) | ((uint)'e' << 24);
    private const uint Fals = 'f' | ('a' << 8) | ('l' << 16) | ((uint)'s' << 24);

    private const uint WellKnownFolder = 1u << (int)InventoryColumn.WellKnownFolder;

    private readonly TextCache _texts = new();
    private readonly LastText _messageId = new();
    private readonly LastText _subject = new();

    /// <summary>Checks a row, and reads its fields.</summary>
    /// <param name="record">The row's fields.</param>
    /// <param name="row">The row's bytes; empty when they are known to be text.</param>
    /// <param name="isWhole">Whether more is wanted than the first reading needs.</param>
    /// <param name="fields">Receives the fields.</param>
    /// <returns>What is wrong with the row; null when nothing is.</returns>
    [MethodImpl(Hot.Path)]
    public static RowFault? ReadFields(InventoryRecord record, ReadOnlySpan<byte> row, bool isWhole, ref ItemFields fields)
    {
        if (record.Fault is { } fault)
        {
            return fault;
        }

        if (!Wtf8.IsValid(row))
        {
            return NoUtf8(record);
        }

        fields.Mailbox = record.Get(InventoryColumn.Mailbox);
        fields.ItemId = record.Get(InventoryColumn.ItemId);
        if (IsBlank(fields.Mailbox))
        {
            return Fault(RowFaultKind.Empty, record, InventoryColumn.Mailbox);
        }

        if (!TryLocation(record.Get(InventoryColumn.Location), out fields.Location))
        {
            return Fault(RowFaultKind.NoLocation, record, InventoryColumn.Location);
        }

        if (IsBlank(fields.ItemId))
        {
            return Fault(RowFaultKind.Empty, record, InventoryColumn.ItemId);
        }

        if (ReadTimes(record, isWhole, ref fields) is { } noTime)
        {
            return noTime;
        }

        if (!TrySize(record.Get(InventoryColumn.Size), out fields.Size))
        {
            return Fault(RowFaultKind.NoSize, record, InventoryColumn.Size);
        }

        if (!TryFlag(record.Get(InventoryColumn.HasAttachments), out fields.HasAttachments))
        {
            return Fault(RowFaultKind.NoFlag, record, InventoryColumn.HasAttachments);
        }

        fields.InternetMessageId = record.Get(InventoryColumn.InternetMessageId);
        fields.Subject = record.Get(InventoryColumn.Subject);
        fields.Sender = record.Get(InventoryColumn.Sender);
        fields.ItemClass = record.Get(InventoryColumn.ItemClass);
        fields.FolderPath = record.Get(InventoryColumn.FolderPath);
        fields.TellsWellKnownFolder = (record.Present & WellKnownFolder) != 0;
        fields.WellKnownFolder = fields.TellsWellKnownFolder ? record.Get(InventoryColumn.WellKnownFolder) : default;
        if (isWhole)
        {
            fields.BodyDigest = record.Get(InventoryColumn.BodyDigest);
            fields.SearchKey = record.Get(InventoryColumn.SearchKey);
        }

        return null;
    }

    [MethodImpl(Hot.Path)]
    private static RowFault? ReadTimes(InventoryRecord record, bool isWhole, ref ItemFields fields)
    {
        if (!InventoryTime.TryParse(record.Get(InventoryColumn.SentUtc), out fields.SentUtc))
        {
            return Fault(RowFaultKind.NoTime, record, InventoryColumn.SentUtc);
        }

        if (!InventoryTime.TryParse(record.Get(InventoryColumn.ReceivedUtc), out fields.ReceivedUtc))
        {
            return Fault(RowFaultKind.NoTime, record, InventoryColumn.ReceivedUtc);
        }

        var created = record.Get(InventoryColumn.CreatedUtc);
        if (!(isWhole ? InventoryTime.TryParse(created, out fields.CreatedUtc) : InventoryTime.IsTime(created)))
        {
            return Fault(RowFaultKind.NoTime, record, InventoryColumn.CreatedUtc);
        }

        var modified = record.Get(InventoryColumn.LastModifiedUtc);
        if (!(isWhole ? InventoryTime.TryParse(modified, out fields.LastModifiedUtc) : InventoryTime.IsTime(modified)))
        {
            return Fault(RowFaultKind.NoTime, record, InventoryColumn.LastModifiedUtc);
        }

        return null;
    }

    /// <summary>The item of a row that was read whole.</summary>
    [MethodImpl(Hot.Path)]
    public MailItem ReadItem(in ItemFields fields) => new()
    {
        Mailbox = _texts.Get(fields.Mailbox),
        Location = fields.Location,
        FolderPath = _texts.Get(fields.FolderPath),
        WellKnownFolder = fields.TellsWellKnownFolder ? _texts.Get(fields.WellKnownFolder) : null,
        ItemId = Wtf8.Decode(fields.ItemId),
        ItemClass = _texts.Get(fields.ItemClass),
        InternetMessageId = _messageId.Get(fields.InternetMessageId),
        Subject = _subject.Get(fields.Subject),
        Sender = _texts.Get(fields.Sender),
        SentUtc = fields.SentUtc,
        ReceivedUtc = fields.ReceivedUtc,
        CreatedUtc = fields.CreatedUtc,
        LastModifiedUtc = fields.LastModifiedUtc,
        Size = fields.Size,
        HasAttachments = fields.HasAttachments,
        BodyDigest = Wtf8.Decode(fields.BodyDigest),
        SearchKey = Wtf8.Decode(fields.SearchKey),
    };

    private static RowFault NoUtf8(InventoryRecord record)
    {
        for (var column = 0; column < InventoryColumns.Count; column++)
        {
            if (!Wtf8.IsValid(record.Get((InventoryColumn)column)))
            {
                return Fault(RowFaultKind.NoUtf8, record, (InventoryColumn)column);
            }
        }

        return new(RowFaultKind.NoUtf8Elsewhere, record.Start(InventoryColumn.Mailbox));
    }

    private static RowFault Fault(RowFaultKind kind, InventoryRecord record, InventoryColumn column) =>
        new(kind, record.Start(column), record.Get(column).Length, column);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static bool TryLocation(ReadOnlySpan<byte> text, out MailItemLocation location)
    {
        if (text.Length == "archive".Length)
        {
            // Letters, whatever their case, four at a time.
            var (start, end) = (BinaryPrimitives.ReadUInt32LittleEndian(text) | LowerCase, BinaryPrimitives.ReadUInt32LittleEndian(text.Slice(3)) | LowerCase);
            location = start == Arch ? MailItemLocation.Archive : MailItemLocation.Primary;
            return (start == Arch && end == Hive) || (start == Prim && end == Mary);
        }

        return TryPaddedLocation(AsciiText.Trim(text), out location);
    }

    private static bool TryPaddedLocation(ReadOnlySpan<byte> text, out MailItemLocation location)
    {
        location = MailItemLocation.Primary;
        return text.Length == "archive".Length && TryLocation(text, out location);
    }

    [MethodImpl(Hot.Path)]
    private static bool TrySize(ReadOnlySpan<byte> text, out long? size)
    {
        size = null;
        if (text.IsEmpty)
        {
            return true;
        }

        var bytes = 0L;
        for (var index = 0; index < text.Length; index++)
        {
            var digit = (uint)(text[index] - '0');
            if (digit > 9 || index == LongestSize)
            {
                var trimmed = AsciiText.Trim(text);
                return trimmed.Length < text.Length && TrySize(trimmed, out size);
            }

            bytes = (bytes * 10) + digit;
        }

        size = bytes;
        return true;
    }

    [MethodImpl(Hot.Path)]
    private static bool TryFlag(ReadOnlySpan<byte> text, out bool? flag)
    {
        if (text.Length == 4 && (BinaryPrimitives.ReadUInt32LittleEndian(text) | LowerCase) == True)
        {
            flag = true;
            return true;
        }

        if (text.Length == 5 && (BinaryPrimitives.ReadUInt32LittleEndian(text) | LowerCase) == Fals && (text[4] | 0x20) == 'e')
        {
            flag = false;
            return true;
        }

        return TryOtherFlag(AsciiText.Trim(text), out flag);
    }

    private static bool TryOtherFlag(ReadOnlySpan<byte> text, out bool? flag)
    {
        flag = null;
        if (text.IsEmpty)
        {
            return true;
        }

        if (AsciiText.EqualsIgnoringCase(text, "true"u8) || text.SequenceEqual("1"u8))
        {
            flag = true;
        }
        else if (AsciiText.EqualsIgnoringCase(text, "false"u8) || text.SequenceEqual("0"u8))
        {
            flag = false;
        }

        return flag.HasValue;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static bool IsBlank(ReadOnlySpan<byte> text) => text.IsEmpty || (text[0] <= ' ' && AsciiText.Trim(text).IsEmpty);
}
