namespace ExchangeArchiveSafety.Duplicates.Folders;

/// <summary>
/// The names that Exchange and Outlook give to default folders, a line a language. They come from general knowledge of the products, not from a
/// list that Microsoft publishes, and some of them may be wrong. They are asked only where a source does not tell what a folder is, and a
/// wrong one costs little: where it makes two folders of one location mean the same, nothing in them pairs. Words that people use for folders of
/// their own are left out.
/// </summary>
internal static class DefaultFolderNames
{
    /// <summary>What the columns of a line stand for.</summary>
    public static readonly WellKnownFolder[] Columns =
    [
        WellKnownFolder.Inbox, WellKnownFolder.SentItems, WellKnownFolder.DeletedItems, WellKnownFolder.Drafts, WellKnownFolder.JunkEmail, WellKnownFolder.Outbox, WellKnownFolder.Archive,
    ];

    /// <summary>The language, then the columns; other spellings of one name stand behind a bar.</summary>
    public const string Lines = """
        en; Inbox; Sent Items; Deleted Items; Drafts; Junk Email|Junk E-mail; Outbox; Archive
        af; Inmandjie|Inkassie; Gestuurde items; Geskrapte items|Verwyderde items; Konsepte; Gemorspos|Rommelpos; Uitmandjie|Uitkassie; Argief
        am; የገቢ መልዕክት ሳጥን|ገቢ ሳጥን; የተላኩ ንጥሎች; የተሰረዙ ንጥሎች; ረቂቆች; ቆሻሻ ኢሜይል; የወጪ ሳጥን; ማህደር
        ar; علبة الوارد|صندوق الوارد; العناصر المرسلة; العناصر المحذوفة; المسودات; البريد الإلكتروني غير الهام|البريد غير الهام|البريد الإلكتروني غير المرغوب فيه; علبة الصادر|صندوق الصادر; الأرشيف|أرشيف
        az; Gələn qutusu; Göndərilmiş elementlər; Silinmiş elementlər; Qaralamalar; Lazımsız e-poçt; Gedən qutusu; Arxiv
        be; Уваходныя; Адпраўленыя|Адпраўленыя элементы; Выдаленыя|Выдаленыя элементы; Чарнавікі; Непажаданая пошта; Выходныя; Архіў
        bg; Входяща поща|Папка Входящи; Изпратени|Изпратени елементи; Изтрити|Изтрити елементи; Чернови; Нежелана поща|Нежелана електронна поща; Изходяща поща|Папка Изходящи; Архив|Архивиране
        bn; ইনবক্স; প্রেরিত আইটেম|পাঠানো আইটেমগুলি; মোছা আইটেম|মোছা আইটেমগুলি; খসড়া|খসড়াগুলি; জাঙ্ক ইমেল|জাঙ্ক ই-মেল; আউটবক্স; আর্কাইভ
        bs; Ulazna pošta|Prijemno sanduče; Poslane stavke; Izbrisane stavke; Nacrti; Neželjena e-pošta|Neželjena pošta; Izlazna pošta; Arhiva
        ca; Safata d'entrada; Elements enviats; Elements suprimits; Esborranys; Correu brossa; Safata de sortida; Arxiu|Arxiva
        cs; Doručená pošta; Odeslaná pošta; Odstraněná pošta; Koncepty|Rozepsaná pošta; Nevyžádaná pošta|Nevyžádané e-maily; Pošta k odeslání; Archiv|Archivovat
        cy; Blwch Derbyn|Mewnflwch; Eitemau a Anfonwyd|Eitemau Anfonwyd; Eitemau wedi'u Dileu|Eitemau a Ddilëwyd; Drafftiau; Post Sothach|E-bost Sothach; Blwch Anfon|Allflwch; Archif
        da; Indbakke; Sendt post|Sendte elementer; Slettet post|Slettede elementer; Kladder; Uønsket mail|Uønsket e-mail|Uønsket post|Junk-mail; Udbakke; Arkiv|Arkivér
        de; Posteingang; Gesendete Elemente|Gesendete Objekte; Gelöschte Elemente|Gelöschte Objekte; Entwürfe; Junk-E-Mail|Junk-Email; Postausgang; Archiv
        el; Εισερχόμενα; Απεσταλμένα|Απεσταλμένα στοιχεία; Διαγραμμένα|Διαγραμμένα στοιχεία; Πρόχειρα; Ανεπιθύμητη αλληλογραφία|Ανεπιθύμητα; Εξερχόμενα; Αρχειοθήκη|Αρχείο
        es; Bandeja de entrada; Elementos enviados; Elementos eliminados; Borradores; Correo no deseado|Correo electrónico no deseado; Bandeja de salida; Archivo|Archivar
        et; Sissetulevad|Sisendkaust; Saadetud üksused; Kustutatud üksused; Mustandid; Rämpspost; Väljundkaust|Väljaminevad; Arhiiv
        eu; Sarrera-ontzia; Bidalitako elementuak|Bidalitakoak; Elementu ezabatuak|Ezabatutako elementuak; Zirriborroak; Zabor-posta|Baztertu beharreko mezuak; Irteera-ontzia; Artxiboa|Artxibatua
        fa; صندوق ورودی|صندوق دریافت; موارد ارسالی|موارد ارسال شده; موارد حذف شده|موارد حذف‌شده; پیش‌نویس‌ها|پیش نویس ها; ایمیل ناخواسته|نامه الکترونیکی ناخواسته|هرزنامه; صندوق خروجی|صندوق ارسال; بایگانی|آرشیو
        fi; Saapuneet; Lähetetyt|Lähetetyt viestit; Poistetut|Poistetut viestit; Luonnokset; Roskaposti; Lähtevät; Arkisto|Arkistoi
        fil; Inbox; Mga Naipadalang Item|Mga Ipinadalang Item; Mga Tinanggal na Item|Mga Binurang Item; Mga Draft; Junk Email; Outbox; Archive|I-archive
        fr; Boîte de réception; Éléments envoyés; Éléments supprimés; Brouillons; Courrier indésirable; Boîte d'envoi; Archives|Archive|Archiver
        ga; Bosca isteach|Bosca Isteach; Míreanna seolta|Míreanna Seolta; Míreanna scriosta|Míreanna Scriosta; Dréachtaí; Dramhphost; Bosca amach|Bosca Amach; Cartlann
        gl; Caixa de entrada; Elementos enviados; Elementos eliminados; Borradores; Correo lixo|Correo non desexado; Caixa de saída; Arquivo|Arquivar
        gu; ઇનબૉક્સ|ઇનબોક્સ; મોકલેલી આઇટમ્સ|મોકલેલ આઇટમ્સ; કાઢી નાખેલી આઇટમ્સ|હટાવેલ આઇટમ્સ; ડ્રાફ્ટ્સ|ડ્રાફ્ટ; જંક ઇમેઇલ|જંક ઈ-મેલ; આઉટબૉક્સ|આઉટબોક્સ; આર્કાઇવ
        he; דואר נכנס|תיבת דואר נכנס; פריטים שנשלחו; פריטים שנמחקו; טיוטות; דואר זבל; דואר יוצא|תיבת דואר יוצא; ארכיון
        hi; इनबॉक्स; भेजे गए आइटम|भेजे गए आइटम्स|प्रेषित आइटम; हटाए गए आइटम|हटाए गए आइटम्स; ड्राफ़्ट|ड्राफ्ट; जंक ईमेल|जंक ई-मेल; आउटबॉक्स; संग्रह|आर्काइव
        hr; Ulazna pošta; Poslane stavke|Poslano; Izbrisane stavke|Izbrisano; Skice; Neželjena pošta|Neželjena e-pošta|Bezvrijedna pošta; Izlazna pošta; Arhiva|Arhiv
        hu; Beérkezett üzenetek; Elküldött elemek|Elküldött üzenetek; Törölt elemek; Piszkozatok; Levélszemét; Postázandó üzenetek|Kimenő üzenetek; Archívum|Archivum|Archiválás
        hy; Մուտքի արկղ; Ուղարկված տարրեր; Ջնջված տարրեր; Սևագրեր; Անցանկալի փոստ; Ելքի արկղ; Արխիվ
        id; Kotak Masuk; Item Terkirim; Item Dihapus|Item yang Dihapus; Draf; Email Sampah|Kotak Sampah; Kotak Keluar; Arsip
        is; Innhólf; Sendir hlutir|Sendir póstar|Send atriði; Eyddir hlutir|Eydd atriði; Drög; Ruslpóstur; Úthólf; Geymsla|Safn
        it; Posta in arrivo; Posta inviata; Posta eliminata; Bozze; Posta indesiderata; Posta in uscita; Archivio|Archivia
        ja; 受信トレイ; 送信済みアイテム; 削除済みアイテム; 下書き; 迷惑メール; 送信トレイ; アーカイブ
        ka; შემოსულები|შემოსული; გაგზავნილი ელემენტები|გაგზავნილი; წაშლილი ელემენტები|წაშლილი; მონახაზები|დრაფტები; არასასურველი ფოსტა|ჯართი ფოსტა; გასაგზავნი|გამავალი; არქივი
        kk; Кіріс|Кіріс жәшігі; Жіберілген|Жіберілген элементтер|Жіберілгендер; Жойылған|Жойылған элементтер|Жойылғандар; Нобайлар|Жобалар; Керексіз пошта|Қажетсіз пошта; Шығыс|Шығыс жәшігі; Мұрағат
        km; ប្រអប់ទទួល; ធាតុបានផ្ញើ; ធាតុបានលុប; សេចក្តីព្រាង; អ៊ីមែលឥតបានការ; ប្រអប់ចេញ; ប័ណ្ណសារ
        kn; ಇನ್‌ಬಾಕ್ಸ್|ಇನ್ಬಾಕ್ಸ್; ಕಳುಹಿಸಿದ ಐಟಂಗಳು|ಕಳುಹಿಸಲಾದ ಐಟಂಗಳು; ಅಳಿಸಿದ ಐಟಂಗಳು|ಅಳಿಸಲಾದ ಐಟಂಗಳು; ಡ್ರಾಫ್ಟ್‌ಗಳು|ಕರಡುಗಳು; ಜಂಕ್ ಇಮೇಲ್|ಜಂಕ್ ಇ-ಮೇಲ್; ಔಟ್‌ಬಾಕ್ಸ್; ಆರ್ಕೈವ್
        ko; 받은 편지함; 보낸 편지함; 지운 편지함; 임시 보관함; 정크 메일|정크 전자 메일; 보낼 편지함; 보관|보관함|보관 폴더
        lo; ກ່ອງເຂົ້າ|ອິນບັອກ; ລາຍການທີ່ສົ່ງແລ້ວ; ລາຍການທີ່ລຶບແລ້ວ; ສະບັບຮ່າງ; ອີເມວຂີ້ເຫຍື້ອ; ກ່ອງອອກ; ຄັງເກັບ
        lt; Gautieji|Gautieji laiškai|Aplankas Gauta|Gauta; Išsiųsti elementai|Išsiųsti laiškai|Išsiųsta; Panaikinti elementai|Panaikinta; Juodraščiai; Nepageidaujamas el. paštas|Nepageidaujami laiškai; Siunčiamieji|Išeinantys|Siunčiami laiškai; Archyvas|Archyvuoti
        lv; Iesūtne; Nosūtītie vienumi|Nosūtītās ziņas; Izdzēstie vienumi; Melnraksti; Mēstules|Nevēlams e-pasts; Izsūtne; Arhīvs|Arhivēt
        mk; Приемно сандаче|Дојдовна пошта; Испратени ставки|Испратени; Избришани ставки|Избришани; Нацрти|Чернопис; Несакана пошта|Непожелна пошта; Излезно сандаче|Појдовна пошта; Архива
        ml; ഇൻബോക്സ്|ഇൻബോക്‌സ്; അയച്ച ഇനങ്ങൾ; ഇല്ലാതാക്കിയ ഇനങ്ങൾ|ഇല്ലാതാക്കപ്പെട്ട ഇനങ്ങൾ; ഡ്രാഫ്റ്റുകൾ|കരടുകൾ; ജങ്ക് ഇമെയിൽ|ജങ്ക് ഇ-മെയിൽ; ഔട്ട്ബോക്സ്|ഔട്ട്‌ബോക്‌സ്; ആർക്കൈവ്
        mn; Ирсэн имэйл|Ирсэн захиа; Илгээсэн зүйл|Илгээсэн; Устгасан зүйл|Устгасан; Ноорог; Хог имэйл|Хогийн шуудан; Явуулах имэйл|Гарах хайрцаг; Архив
        mr; इनबॉक्स; पाठविलेले आयटम|पाठवलेले आयटम; हटविलेले आयटम|हटवलेले आयटम; मसुदे|ड्राफ्ट; जंक ईमेल|जंक ई-मेल; आउटबॉक्स; संग्रहण|संग्रहित
        ms; Peti Masuk; Item Dihantar|Item yang Dihantar; Item Dihapuskan|Item yang Dihapuskan|Item Dipadam; Draf; E-mel Remeh|E-mel Sarap; Peti Keluar; Arkib
        nb; Innboks; Sendte elementer; Slettede elementer; Utkast|Kladd; Søppelpost|Uønsket e-post|Useriøs e-post; Utboks; Arkiv|Arkiver
        ne; इनबक्स|इनबाकस; पठाइएका वस्तुहरू; मेटिएका वस्तुहरू|मेटाइएका वस्तुहरू; ड्राफ्टहरू|मस्यौदाहरू; जङ्क इमेल; आउटबक्स; अभिलेख
        nl; Postvak IN; Verzonden items; Verwijderde items; Concepten; Ongewenste e-mail; Postvak UIT; Archief|Archiveren
        nn; Innboks; Sende element|Sendte element; Sletta element; Utkast; Søppelpost|Uønskt e-post; Utboks; Arkiv
        or; ଇନବକ୍ସ|ଇନ୍‌ବକ୍ସ; ପଠାଯାଇଥିବା ଆଇଟମ୍|ପ୍ରେରିତ ଆଇଟମ୍‌ଗୁଡ଼ିକ; ବିଲୋପିତ ଆଇଟମ୍|ବିଲୋପିତ ଆଇଟମ୍‌ଗୁଡ଼ିକ; ଡ୍ରାଫ୍ଟଗୁଡ଼ିକ|ଡ୍ରାଫ୍ଟ; ଜଙ୍କ ଇମେଲ୍|ଜଙ୍କ୍ ଇମେଲ; ଆଉଟବକ୍ସ|ଆଉଟ୍‌ବକ୍ସ; ଆର୍କାଇଭ୍
        pa; ਇਨਬਾਕਸ; ਭੇਜੀਆਂ ਆਈਟਮਾਂ|ਭੇਜੀਆਂ ਗਈਆਂ ਆਈਟਮਾਂ; ਹਟਾਈਆਂ ਆਈਟਮਾਂ|ਹਟਾਈਆਂ ਗਈਆਂ ਆਈਟਮਾਂ; ਡਰਾਫਟ|ਡ੍ਰਾਫਟ; ਜੰਕ ਈਮੇਲ; ਆਊਟਬਾਕਸ; ਆਰਕਾਈਵ
        pl; Skrzynka odbiorcza; Elementy wysłane; Elementy usunięte; Wersje robocze|Kopie robocze; Wiadomości-śmieci|Wiadomości śmieci; Skrzynka nadawcza; Archiwum|Archiwizuj
        pt; Caixa de Entrada; Itens Enviados; Itens Excluídos|Itens Eliminados; Rascunhos; Lixo Eletrônico|Lixo Eletrónico|Lixo Electrónico|E-mail de Lixo|Correio de Lixo|Email de Lixo|E-mail não solicitado|Correio electrónico de lixo; Caixa de Saída; Arquivo Morto|Arquivo|Arquivar|Arquivo morto
        ro; Mesaje primite|Inbox primit|Mesaje de intrare; Elemente trimise|Mesaje trimise; Elemente șterse|Elemente şterse; Schițe|Schiţe|Ciorne; E-mail nedorit|Poștă nedorită|E-mailuri nedorite; Mesaje de trimis|Cutie de ieșire|Ieșiri; Arhivă|Arhiva
        ru; Входящие; Отправленные|Отправленные элементы; Удаленные|Удалённые|Удаленные элементы; Черновики; Нежелательная почта; Исходящие; Архив
        si; එන ලිපි|ලැබුණු තැපෑල; යැවූ අයිතම|යැවූ අයිතමයන්; මැකූ අයිතම|මකා දැමූ අයිතම; කෙටුම්පත්; කුණු තැපෑල|අනවශ්‍ය තැපෑල; යන ලිපි|පිට තැපෑල; සංරක්ෂිතය
        sk; Doručená pošta; Odoslaná pošta; Odstránená pošta|Odstránené položky; Koncepty; Nevyžiadaná pošta|Nevyžiadané e-maily; Pošta na odoslanie; Archív|Archivovať
        sl; Prejeto|Mapa »Prejeto«; Poslano|Poslani elementi; Izbrisano|Izbrisani elementi; Osnutki; Neželena e-pošta|Neželena pošta; V pošiljanju|Pošta za pošiljanje|Odpošiljanje; Arhiv|Arhiviraj
        sq; Kutia hyrëse|Kutia e hyrjes; Artikujt e dërguar|Elemente të dërguara; Artikujt e fshirë|Elemente të fshira; Skicat|Draftet; Email i padëshiruar|Posta e padëshiruar; Kutia dalëse|Kutia e daljes; Arkivi
        sr; Prijemno sanduče|Prijemno poštansko sanduče|Примљене поруке|Пријемно сандуче|Пријемно поштанско сандуче; Poslate stavke|Послате ставке|Poslato; Izbrisane stavke|Избрисане ставке; Nedovršeno|Недовршено|Radne verzije|Радне верзије; Neželjena pošta|Neželjena e-pošta|Нежељена пошта|Нежељена е-пошта|Bezvredna pošta; Otpremno sanduče|Za slanje|Отпремно сандуче|За слање|Одлазно сандуче|Odlazno sanduče; Arhiva|Архива
        sv; Inkorgen|Inkorg; Skickat|Skickade objekt; Borttaget|Borttagna objekt; Utkast; Skräppost; Utkorgen|Utkorg; Arkiv|Arkivera
        sw; Kikasha|Kikasha pokezi; Vipengee Vilivyotumwa|Vipengee vilivyotumwa; Vipengee Vilivyofutwa|Vipengee vilivyofutwa; Rasimu; Barua Pepe Taka|Barua pepe taka; Kikasha toezi|Kisanduku toezi; Kumbukumbu|Hifadhi
        ta; இன்பாக்ஸ்|உள்பெட்டி; அனுப்பிய உருப்படிகள்|அனுப்பப்பட்டவை; நீக்கப்பட்ட உருப்படிகள்|நீக்கிய உருப்படிகள்|நீக்கப்பட்டவை; வரைவுகள்; ஜங்க் மின்னஞ்சல்|குப்பை மின்னஞ்சல்; அவுட்பாக்ஸ்|வெளிப்பெட்டி; காப்பகம்
        te; ఇన్‌బాక్స్|ఇన్బాక్స్; పంపిన అంశాలు|పంపిన ఐటెమ్‌లు; తొలగించిన అంశాలు|తొలగించబడిన అంశాలు; చిత్తుప్రతులు|డ్రాఫ్ట్‌లు; జంక్ ఇమెయిల్|వ్యర్థ ఇమెయిల్; అవుట్‌బాక్స్; ఆర్కైవ్
        th; กล่องขาเข้า|กล่องจดหมายเข้า; รายการที่ถูกส่ง|รายการที่ส่ง|รายการที่ส่งแล้ว; รายการที่ถูกลบ|รายการที่ลบ|รายการที่ลบแล้ว; แบบร่าง; อีเมลขยะ; กล่องขาออก|กล่องจดหมายออก; ที่เก็บถาวร|เก็บถาวร
        tr; Gelen Kutusu; Gönderilmiş Öğeler|Gönderilmiş Postalar; Silinmiş Öğeler; Taslaklar; Önemsiz E-posta|Gereksiz E-posta; Giden Kutusu; Arşiv|Arşivle
        tk; Gelen gutusy; Iberilen zatlar; Pozulan zatlar; Garalamalar; Gereksiz e-poçta; Giden gutusy; Arhiw
        uk; Вхідні|Папка "Вхідні"; Надіслані|Надіслані елементи; Видалені|Видалені елементи; Чернетки; Небажана пошта|Небажані повідомлення; Вихідні|Папка "Вихідні"; Архів|Архівувати
        ur; ان باکس|اِن باکس; بھیجے گئے آئٹمز|ارسال کردہ آئٹمز; حذف کردہ آئٹمز|حذف شدہ آئٹمز; مسودے|ڈرافٹس|مسودات; فضول ای میل|جنک ای میل; آؤٹ باکس; آرکائیو|محفوظات
        uz; Kiruvchi xatlar|Kiruvchi quti; Yuborilgan elementlar|Joʻnatilgan elementlar; Oʻchirilgan elementlar|O'chirilgan elementlar; Qoralamalar; Keraksiz xatlar|Keraksiz pochta; Chiquvchi xatlar|Chiquvchi quti; Arxiv
        vi; Hộp thư đến; Mục Đã gửi|Thư đã gửi|Khoản đã Gửi; Mục Đã xóa|Mục đã Xóa|Khoản mục đã Xóa|Mục đã xoá|Thư đã xóa; Nháp|Thư nháp|Bản nháp; Email Rác|Thư rác|Thư Rác; Hộp thư đi; Lưu trữ
        zh-Hans; 收件箱; 已发送邮件|已发送的邮件; 已删除邮件|已删除的邮件; 草稿; 垃圾邮件|垃圾电子邮件; 发件箱; 存档
        zh-Hant; 收件匣; 寄件備份|已傳送的郵件; 刪除的郵件|已刪除的郵件; 草稿; 垃圾郵件|垃圾電子郵件; 寄件匣; 封存|存檔
        """;
}
