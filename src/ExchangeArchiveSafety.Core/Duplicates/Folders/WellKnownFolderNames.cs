namespace ExchangeArchiveSafety;

/// <summary>
/// The names of well-known folders, language by language, as Exchange and Outlook make them. The two halves of a mailbox can differ:
/// changing a mailbox's language renames the default folders of the primary only. The names come from general knowledge of the
/// products, not from a list that Microsoft publishes; a name that is missing here leaves a folder unpaired, never wrongly paired. Words
/// that people use for folders of their own are left out.
/// </summary>
internal static class WellKnownFolderNames
{
    private static readonly Dictionary<string, WellKnownFolder> ByName = Index(
        (WellKnownFolder.Inbox,
        [
            "Inbox", "Posteingang", "Boîte de réception", "Bandeja de entrada", "Posta in arrivo", "Caixa de Entrada",
            "Postvak IN", "Indbakke", "Innboks", "Inkorgen", "Inkorg", "Saapuneet", "Skrzynka odbiorcza", "Doručená pošta",
            "Beérkezett üzenetek", "Mesaje primite", "Inbox primit", "Входящие", "Вхідні", "Входяща поща", "Εισερχόμενα", "Gelen Kutusu",
            "Ulazna pošta", "Prejeto", "Prijemno sanduče", "Gautieji", "Gautieji laiškai", "Iesūtne", "Sissetulevad", "Sisendkaust",
            "Safata d'entrada", "Hộp thư đến", "Kotak Masuk", "Peti Masuk", "กล่องขาเข้า", "דואר נכנס", "תיבת דואר נכנס", "علبة الوارد", "صندوق الوارد",
            "收件箱", "收件匣", "受信トレイ", "받은 편지함", "Innhólf",
        ]),
        (WellKnownFolder.SentItems,
        [
            "Sent Items", "Gesendete Elemente", "Gesendete Objekte", "Éléments envoyés", "Elementos enviados", "Posta inviata",
            "Itens Enviados", "Verzonden items", "Sendt post", "Sendte elementer", "Skickat", "Skickade objekt", "Lähetetyt",
            "Elementy wysłane", "Odeslaná pošta", "Odoslaná pošta", "Elküldött elemek", "Elemente trimise", "Отправленные", "Надіслані",
            "Изпратени", "Изпратени елементи", "Απεσταλμένα", "Gönderilmiş Öğeler", "Gönderilmiş Postalar", "Poslane stavke", "Poslano",
            "Poslate stavke", "Išsiųsti elementai", "Išsiųsti laiškai", "Nosūtītie vienumi", "Saadetud üksused", "Elements enviats",
            "Mục Đã gửi", "Thư đã gửi", "Item Terkirim", "Item Dihantar", "รายการที่ถูกส่ง", "פריטים שנשלחו", "العناصر المرسلة",
            "已发送邮件", "寄件備份", "送信済みアイテム", "보낸 편지함",
        ]),
        (WellKnownFolder.DeletedItems,
        [
            "Deleted Items", "Gelöschte Elemente", "Gelöschte Objekte", "Éléments supprimés", "Elementos eliminados", "Posta eliminata",
            "Itens Excluídos", "Itens Eliminados", "Verwijderde items", "Slettet post", "Slettede elementer", "Borttaget",
            "Borttagna objekt", "Poistetut", "Elementy usunięte", "Odstraněná pošta", "Odstránená pošta", "Törölt elemek",
            "Elemente șterse", "Удаленные", "Видалені", "Изтрити", "Изтрити елементи", "Διαγραμμένα", "Silinmiş Öğeler",
            "Izbrisane stavke", "Izbrisano", "Panaikinti elementai", "Izdzēstie vienumi", "Kustutatud üksused", "Elements suprimits",
            "Mục Đã xóa", "Item Dihapus", "Item Dihapuskan", "รายการที่ถูกลบ", "פריטים שנמחקו", "العناصر المحذوفة",
            "已删除邮件", "刪除的郵件", "削除済みアイテム", "지운 편지함",
        ]),
        (WellKnownFolder.Drafts,
        [
            "Drafts", "Entwürfe", "Brouillons", "Borradores", "Bozze", "Rascunhos", "Concepten", "Kladder", "Utkast", "Luonnokset",
            "Wersje robocze", "Kopie robocze", "Koncepty", "Piszkozatok", "Schițe", "Ciorne", "Черновики", "Чернетки", "Чернови",
            "Πρόχειρα", "Taslaklar", "Skice", "Osnutki", "Nedovršeno", "Juodraščiai", "Melnraksti", "Mustandid", "Esborranys", "Nháp",
            "Thư nháp", "Draf", "แบบร่าง", "טיוטות", "المسودات", "草稿", "下書き", "임시 보관함",
        ]),
        (WellKnownFolder.JunkEmail,
        [
            "Junk Email", "Junk E-mail", "Junk-E-Mail", "Courrier indésirable", "Correo no deseado", "Posta indesiderata",
            "Lixo Eletrônico", "Lixo Eletrónico", "E-mail de Lixo", "Ongewenste e-mail", "Uønsket mail", "Uønsket e-post", "Søppelpost",
            "Skräppost", "Roskaposti", "Wiadomości-śmieci", "Nevyžádaná pošta", "Nevyžiadaná pošta", "Levélszemét",
            "E-mail nedorit", "Нежелательная почта", "Небажана пошта", "Нежелана поща", "Ανεπιθύμητη αλληλογραφία", "Önemsiz E-posta",
            "Neželjena pošta", "Neželena e-pošta", "Nepageidaujamas el. paštas", "Mēstules", "Rämpspost", "Correu brossa",
            "Email Rác", "Email Sampah", "อีเมลขยะ", "דואר זבל", "البريد الإلكتروني غير الهام", "البريد غير الهام",
            "垃圾邮件", "垃圾郵件", "迷惑メール", "정크 메일",
        ]),
        (WellKnownFolder.Outbox,
        [
            "Outbox", "Postausgang", "Boîte d'envoi", "Bandeja de salida", "Posta in uscita", "Caixa de Saída", "Postvak UIT",
            "Udbakke", "Utboks", "Utkorgen", "Lähtevät", "Skrzynka nadawcza", "Pošta k odeslání", "Pošta na odoslanie", "Postázandó üzenetek",
            "Исходящие", "Вихідні", "Изходяща поща", "Εξερχόμενα", "Giden Kutusu", "发件箱", "寄件匣", "送信トレイ", "보낼 편지함",
        ]),
        (WellKnownFolder.Archive,
        [
            "Archive", "Archiv", "Archives", "Archivo", "Archivio", "Arquivo Morto", "Arquivo", "Archief", "Arkiv", "Arkisto", "Archiwum", "Archivum",
            "Archív", "Arhiva", "Arhivă", "Архив", "Архів", "Αρχειοθήκη", "Arşiv", "存档", "封存", "アーカイブ", "보관",
        ]),
        (WellKnownFolder.RecoverableItems, ["Recoverable Items"]));

    private static readonly HashSet<string> RootNames = new(StringComparer.OrdinalIgnoreCase)
    {
        "Top of Information Store", "Oberste Ebene des Informationsspeichers", "Haut de la banque d'informations",
        "Principio del almacén de información", "Inizio archivio informazioni", "Bovenste niveau van gegevensarchief",
        "Início do Repositório de Informações", "Корневой уровень хранилища",
    };

    // Get-MailboxFolderStatistics writes these at the root, not below Recoverable Items. They have these names in every language.
    private static readonly HashSet<string> RecoverableItemsNames = new(StringComparer.OrdinalIgnoreCase)
    {
        "Deletions", "Purges", "Versions", "DiscoveryHolds", "SubstrateHolds", "Calendar Logging",
    };

    private static readonly Dictionary<WellKnownFolder, string> EnglishNames = ByName
        .GroupBy(pair => pair.Value).ToDictionary(names => names.Key, names => names.First().Key);

    private static readonly Dictionary<string, WellKnownFolder> ByGraphName = EnglishNames.Keys
        .ToDictionary(folder => folder.ToString(), folder => folder, StringComparer.OrdinalIgnoreCase);

    /// <summary>The folder that a name at the top of a mailbox stands for.</summary>
    public static WellKnownFolder Find(string name) =>
        ByName.TryGetValue(name, out var folder) ? folder : WellKnownFolder.None;

    /// <summary>The folder that a person means: also <c>SentItems</c> as in Microsoft Graph, and <c>#SentItems#</c>.</summary>
    public static WellKnownFolder FindInPattern(string name)
    {
        var bare = name.Length > 2 && name[0] == '#' && name[name.Length - 1] == '#' ? name.Substring(1, name.Length - 2) : name;
        return ByName.TryGetValue(bare, out var folder) || ByGraphName.TryGetValue(bare, out folder) ? folder : WellKnownFolder.None;
    }

    /// <summary>The folder's English name.</summary>
    public static string English(WellKnownFolder folder) => EnglishNames[folder];

    /// <summary>Whether this is the name of the mailbox root itself, which some exports write in front of every path.</summary>
    public static bool IsRoot(string name) => RootNames.Contains(name);

    /// <summary>Whether a folder of this name at the top of a mailbox is one of Recoverable Items, whose content is deleted already.</summary>
    public static bool IsInRecoverableItems(string name) => RecoverableItemsNames.Contains(name);

    private static Dictionary<string, WellKnownFolder> Index(params (WellKnownFolder Folder, string[] Names)[] folders)
    {
        var index = new Dictionary<string, WellKnownFolder>(StringComparer.OrdinalIgnoreCase);
        foreach (var (folder, names) in folders)
        {
            foreach (var name in names)
            {
                index[name] = folder;
            }
        }

        return index;
    }
}
