window.YTD.tweets.part0 = [
  {
    "tweet" : {
      "id" : "1900000000000000001",
      "id_str" : "1900000000000000001",
      "full_text" : "first &amp; foremost, größer 🚀",
      "created_at" : "Fri Mar 06 13:02:05 +0000 2026",
      "lang" : "en",
      "favorite_count" : "3",
      "retweet_count" : "1",
      "in_reply_to_status_id_str" : "5"
    }
  },
  {
    "tweet" : {
      "id_str" : "1900000000000000002",
      "full_text" : "RT @bob: his words",
      "created_at" : "Fri Mar 06 13:02:06 +0000 2026",
      "lang" : "en"
    }
  },
  { "tweet" : { "id_str" : "1900000000000000003" } },
  { "like" : { "tweetId" : "4" } }
]
